"""Elastic Container Registry."""

import hashlib
import json
import time
from typing import Any

from moto.core import DEFAULT_ACCOUNT_ID
from moto.ecr.exceptions import ScanNotFoundException
from moto.ecr.models import ECRBackend, Image, Repository, ecr_backends

from local_aws.gaps.replace import around
from local_aws.lessons import action, lesson


@around(Image, "_create_digest")
def digest(_original: Any, self: Any) -> None:
    """Moto's digest is of the layers' names; that of a registry is of the manifest's bytes."""
    self._image_digest = f"sha256:{hashlib.sha256(self.image_manifest.encode()).hexdigest()}"


@around(ECRBackend, "put_image")
def put(original: Any, self: Any, repository_name: str, *arguments: Any, **named: Any) -> Any:
    """Two images of one second are of one age, and none is scanned when it is pushed."""
    image = original(repository_name, *arguments, **named)
    repository = self._get_repository(repository_name)
    others = [other.image_pushed_at for other in repository.images if other is not image]
    if image.last_scan is None:
        image.image_pushed_at = max([time.time(), *(at + 0.001 for at in others)])
        if repository.image_scanning_configuration.get("scanOnPush"):
            image.last_scan = time.time()
    return image


@around(ECRBackend, "describe_image_scan_findings")
def scan(_original: Any, self: Any, registry_id: str, repository_name: str, image_id: dict[str, Any]) -> Any:
    """Moto finds the same in every image; here it is nothing, or what was taught."""
    repository = self._get_repository(repository_name, registry_id)
    image = repository._get_image(image_id.get("imageTag"), image_id.get("imageDigest"))
    taught = lesson("scan", repository_name)
    answer = taught.pop(0) if taught and len(taught) > 1 else taught[0] if taught else {}
    if image.last_scan is None or answer == "none":
        raise ScanNotFoundException(json.dumps(image_id), repository_name, repository.registry_id)
    findings = answer.get("findings", [])
    severities = [finding["severity"] for finding in findings]
    return {
        "registryId": repository.registry_id,
        "repositoryName": repository_name,
        "imageId": {"imageDigest": image.image_digest},
        "imageScanStatus": {
            "status": answer.get("status", "COMPLETE"),
            "description": answer.get("description", ""),
        },
        "imageScanFindings": {
            "findings": findings,
            "findingSeverityCounts": {severity: severities.count(severity) for severity in severities},
        },
    }


@action("a day passes")
def expire(region: str) -> None:
    """Apply lifecycle policies, which moto only stores."""
    backend = ecr_backends[DEFAULT_ACCOUNT_ID][region]
    for repository in backend.repositories.values():
        for rule in json.loads(repository.lifecycle_policy or '{"rules": []}')["rules"]:
            _apply(repository, rule["selection"])


def _apply(repository: Repository, selection: dict[str, Any]) -> None:
    if selection["countType"] != "imageCountMoreThan":
        return
    tagged = [image for image in repository.images if image.image_tags]
    tagged.sort(key=lambda image: image.image_pushed_at, reverse=True)
    for image in tagged[selection["countNumber"] :]:
        repository.images.remove(image)
