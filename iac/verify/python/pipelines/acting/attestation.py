"""actions/attest: what it would sign must be there, and the job must be allowed to."""

import json
import os
import re
from pathlib import Path

_MAY = {"id-token=write", "attestations=write"}
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


def act(inputs: dict[str, str]) -> dict[str, str]:
    if missing := _MAY - set(os.environ["PIPELINES_PERMISSIONS"].split(",")):
        raise SystemExit(f"::error::this job lacks the permissions {sorted(missing)}")
    if inputs["push-to-registry"] != "false":
        raise SystemExit("::error::it would take a tag of the registry's, or a place among the untagged")
    if not _DIGEST.fullmatch(inputs["subject-digest"]) or not inputs["subject-name"]:
        raise SystemExit(f"::error::{inputs['subject-digest']} is no digest of anything with a name")
    if (
        "sbom-path" in inputs
        and json.loads(Path(inputs["sbom-path"]).read_text())["bomFormat"] != "CycloneDX"
    ):
        raise SystemExit(f"::error::{inputs['sbom-path']} is no SBOM")
    return {"attestation-id": "1", "attestation-url": "https://github.com/attestations/1"}
