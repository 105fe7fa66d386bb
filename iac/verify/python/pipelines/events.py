"""What GitHub tells a workflow about why it runs: of its payloads, what our workflows look at."""

from typing import Any

from pipelines.github import NAME, OWNER, REPOSITORY
from pipelines.origin import PullRequest


def pull_request(request: PullRequest) -> dict[str, Any]:
    return _common() | {
        "action": "synchronize",
        "number": request.number,
        "pull_request": {
            "number": request.number,
            "head": {"ref": request.branch, "sha": request.head, "repo": {"full_name": request.of}},
            "base": {"ref": "main", "sha": request.base, "repo": {"full_name": REPOSITORY}},
        },
    }


def push(before: str, after: str) -> dict[str, Any]:
    return _common() | {"ref": "refs/heads/main", "before": before, "after": after}


def dispatch(inputs: dict[str, Any], ref: str = "refs/heads/main") -> dict[str, Any]:
    return _common() | {"ref": ref, "inputs": inputs}


def schedule() -> dict[str, Any]:
    return _common() | {"schedule": "23 5 * * *"}


def _common() -> dict[str, Any]:
    return {
        "repository": {
            "full_name": REPOSITORY,
            "name": NAME,
            "owner": {"login": OWNER},
            "default_branch": "main",
        }
    }
