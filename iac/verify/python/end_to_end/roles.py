"""Roles, and who takes them on: the pipelines' with a workflow's token, and tasks' through ECS."""

from dataclasses import dataclass

ACCOUNT = "123456789012"
# The repository, as GitHub's tokens name it: of old, and since July 2026.
REPOSITORIES = ("repo:example-org/healthcare-app", "repo:example-org@12345678/healthcare-app@987654321")


@dataclass(frozen=True)
class Role:
    """A role, and when its workflows run: the end of their tokens' subject. A task's role has none."""

    name: str
    occasion: str | None

    @property
    def arn(self) -> str:
        return f"arn:aws:iam::{ACCOUNT}:role/{self.name}"

    def subject(self, repository: str = REPOSITORIES[0]) -> str:
        return f"{repository}:{self.occasion}"


def pull_request(environment: str) -> Role:
    """Plans what is proposed."""
    return Role(f"healthcare-app-bootstrap-{environment}-plan-pull-request", "pull_request")


def main(environment: str) -> Role:
    """Plans what was merged, and saves the plan."""
    return Role(f"healthcare-app-bootstrap-{environment}-plan-main", "ref:refs/heads/main")


def apply(environment: str) -> Role:
    """Applies a plan."""
    return Role(f"healthcare-app-bootstrap-{environment}-apply", f"environment:{environment}")


def deploy(environment: str) -> Role:
    """Deploys images; the environment's own."""
    return Role(f"healthcare-app-{environment}-deploy", f"environment:{environment}")


def task(service: str, kind: str = "task") -> Role:
    """The role of a service's own tasks, or of those for its database (`setup-task`, `migrate-task`)."""
    return Role(f"{service}-{kind}", None)


def all_of(environment: str) -> list[Role]:
    return [pull_request(environment), main(environment), apply(environment), deploy(environment)]
