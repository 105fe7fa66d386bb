"""`python -m pipelines.building ARCHITECTURE FOLDER SERVICE…`: what stands in for apps/image/build.sh.

The real one compiles for minutes, and has a test of its own. This leaves the same files, made of the commit
that is checked out, as small as can be.
"""

import json
import subprocess
import sys
from pathlib import Path

from deployments import images, programs
from pipelines import record

SCRIPT = """#!/usr/bin/env bash
exec "$PIPELINES_PYTHON" -m pipelines.building "$@"
"""
_MACHINES = {"arm64": "arm64", "x86-64": "amd64"}


def put_in_place(repository: Path) -> None:
    """A change of the repository that has images built in no time."""
    (repository / "apps/image/build.sh").write_text(SCRIPT)


def main(architecture: str, folder: Path, services: list[str]) -> None:
    record.write({"program": "build.sh", "arguments": [architecture, *services]})
    head = ["git", "rev-parse", "HEAD"]
    commit = subprocess.run(head, check=True, capture_output=True, text=True).stdout.strip()
    for service in services:
        place = folder / service
        digest = images.build(place, commit, service, _MACHINES[architecture])
        (place / "digest").write_text(digest)
        programs.write(place / "app", "2.0.0")
        (place / "sbom.cdx.json").write_text(json.dumps({"bomFormat": "CycloneDX", "components": []}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
