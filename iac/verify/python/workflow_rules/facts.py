"""What each job may, and what it holds, by hand: whoever changes a workflow says it here a second time."""

from dataclasses import dataclass

_OF_ENVIRONMENT = "environment-${{ matrix.environment.name }}"


@dataclass(frozen=True)
class Job:
    # What its token may beside reading the repository.
    may: tuple[str, ...] = ()
    # GitHub's environment, with the reviewers that it has.
    environment: str | None = None
    # The group that it shares with whatever changes the same environment; the only ones that wait in a queue.
    queue: str | None = None
    # Whether a newer run ends this one: never what could hold a lock.
    ends: bool = False


JOBS: dict[str, dict[str, Job]] = {
    "infrastructure": {
        "verify": Job(ends=True),
        "validate": Job(ends=True),
        "environments": Job(ends=True),
        "plan": Job(may=("id-token: write", "pull-requests: write")),
        "apply": Job(may=("id-token: write", "pull-requests: read"), queue=_OF_ENVIRONMENT),
        "infrastructure": Job(ends=True),
    },
    # In the group of whoever calls it.
    "apply": {
        "plan": Job(may=("id-token: write", "pull-requests: read")),
        "apply": Job(may=("id-token: write",), environment="${{ inputs.environment }}"),
    },
    "application": {
        "choose": Job(may=("actions: read",), ends=True),
        "test": Job(ends=True),
        "build": Job(ends=True),
        "scan": Job(ends=True),
        "attest": Job(may=("id-token: write", "attestations: write")),
        "deploy": Job(may=("id-token: write",), queue="environment-${{ matrix.deployment.environment }}"),
        "application": Job(ends=True),
    },
    # In the group of whoever calls it.
    "deploy": {
        "fetch": Job(may=("id-token: write",), environment="${{ inputs.from }}"),
        "deploy": Job(may=("id-token: write",), environment="${{ inputs.environment }}"),
    },
    "drift": {
        "environments": Job(),
        "drift": Job(may=("id-token: write", "issues: write"), queue=_OF_ENVIRONMENT),
    },
}

# Which events start a workflow. None of those that run a stranger's code with our rights is here.
EVENTS: dict[str, set[str]] = {
    "infrastructure": {"pull_request", "push", "workflow_dispatch"},
    "apply": {"workflow_call"},
    "application": {"pull_request", "push", "workflow_dispatch"},
    "deploy": {"workflow_call"},
    "drift": {"schedule", "workflow_dispatch"},
}

# The job of each workflow that is a required check.
REQUIRED = {"application": "application", "infrastructure": "infrastructure"}

SECRETS = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"}
RUNNER = "ubuntu-24.04"
LONGEST_MINUTES = 90
