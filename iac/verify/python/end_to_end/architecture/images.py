"""The repositories of the images, and the parameters that say which image runs."""

import json

from end_to_end.architecture.encryption import Keys
from end_to_end.facts import KEPT_IMAGES, REGION, Environment, Service
from end_to_end.stage import Stage


def check(stage: Stage, environment: Environment, keys: Keys) -> None:
    expect, ecr = stage.expect, stage.client("ecr", REGION)
    repositories = {found["repositoryName"]: found for found in ecr.describe_repositories()["repositories"]}
    names = {environment.service(service) for service in environment.services}
    expect.equal("repositories", set(repositories), names)
    for name, found in repositories.items():
        expect.equal(f"tags of {name}", found["imageTagMutability"], "IMMUTABLE")
        expect.equal(f"scan on push of {name}", found["imageScanningConfiguration"]["scanOnPush"], True)
        encryption = found["encryptionConfiguration"]
        expect.equal(f"encryption of {name}", encryption["encryptionType"], "KMS")
        expect.true(f"the key of {name} is ours", keys.holds(encryption["kmsKey"]), encryption["kmsKey"])
        _lifecycle(stage, name)
    for service in environment.services:
        _pointer(stage, environment, service)


def _lifecycle(stage: Stage, repository: str) -> None:
    """The last tagged images are kept, untagged ones go."""
    text = stage.client("ecr", REGION).get_lifecycle_policy(repositoryName=repository)["lifecyclePolicyText"]
    selections = [rule["selection"] for rule in json.loads(text)["rules"]]
    counts = {
        selection["countNumber"]
        for selection in selections
        if selection["tagStatus"] != "untagged" and selection["countType"] == "imageCountMoreThan"
    }
    stage.expect.equal(f"tagged images kept in {repository}", counts, {KEPT_IMAGES})
    untagged = [selection for selection in selections if selection["tagStatus"] == "untagged"]
    stage.expect.equal(f"rules for untagged images in {repository}", len(untagged), 1)


def _pointer(stage: Stage, environment: Environment, service: Service) -> None:
    name = environment.image(service)
    pointer = stage.client("ssm", REGION).get_parameter(Name=name, WithDecryption=True)["Parameter"]
    stage.expect.equal(f"type of {name}", pointer["Type"], "SecureString")
    repository = f"/{environment.service(service)}:"
    stage.expect.true(
        f"{name} names a tag of its repository", repository in pointer["Value"], pointer["Value"]
    )
