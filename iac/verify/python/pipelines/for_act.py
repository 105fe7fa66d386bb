"""Makes of our workflows what act can run, and has what it does not enforce enforced by stand-ins.

In a copy: the key `queue`, which act does not know, goes; every job tells its steps its permissions and its
environment; `github.token` is a token that has just these permissions before the local GitHub; and the
summary is kept, which act throws away.
"""

import json
from pathlib import Path
from typing import Any

from pipelines import documents

_TOKEN = "${{ github.token }}"  # noqa: S105 (an expression)

# act empties it before each step.
_KEEP_SUMMARY = """trap 'cat "$GITHUB_STEP_SUMMARY" >> "$PIPELINES_SUMMARIES/$GITHUB_JOB"' EXIT\n"""


def adapt(repository: Path) -> None:
    """Rewrite the workflows of this copy of the repository."""
    for file in sorted((repository / ".github/workflows").glob("*.yml")):
        document = documents.read(file)
        for job in document["jobs"].values():
            _adapt(job, document.get("permissions"))
        documents.write(file, document)


def _adapt(job: dict[str, Any], default: Any) -> None:
    if isinstance(job.get("concurrency"), dict):
        job["concurrency"].pop("queue", None)
    if "uses" in job:
        return
    permissions = job.get("permissions", default)
    if not isinstance(permissions, dict):
        raise SystemExit(f"permissions must be listed, not `{permissions}`")
    listed = ",".join(f"{name}={access}" for name, access in permissions.items())
    environment = job.get("environment", "")
    if isinstance(environment, dict):
        environment = environment["name"]
    job["env"] = {
        **job.get("env", {}),
        "PIPELINES_PERMISSIONS": listed,
        "PIPELINES_ENVIRONMENT": environment,
    }
    job["steps"] = json.loads(json.dumps(job["steps"]).replace(_TOKEN, f"workflow:{listed}"))
    for step in job["steps"]:
        if "run" in step:
            step["run"] = _KEEP_SUMMARY + step["run"]
