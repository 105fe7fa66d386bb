"""A service's database: the families of the two tasks that look after it, and what ran of them."""

import json
from dataclasses import dataclass
from typing import Any

from deployments.view import View
from deployments.world import Ended


@dataclass(frozen=True)
class Database:
    view: View
    setup: str
    migrate: str

    @classmethod
    def of(cls, view: View) -> "Database":
        found = view.facts["database"]
        return cls(view, found["setup_task_family"], found["migrate_task_family"])

    def deploy(self, digest: str, **environment: str) -> Ended:
        return self.view.world.run("deploy.sh", *self.view.names, digest, **environment)

    def teach(self, family: str, **lesson: Any) -> None:
        """How the family's next task ends."""
        self.view.world.teach("task", family, lesson)

    def tasks(self) -> list[dict[str, Any]]:
        """What ran for this service, the newest last."""
        ecs, names = self.view.world.client("ecs"), {"cluster": self.view.facts["cluster"]}
        arns = [
            arn
            for family in (self.setup, self.migrate)
            for status in ("RUNNING", "STOPPED")
            for arn in ecs.list_tasks(**names, family=family, desiredStatus=status)["taskArns"]
        ]
        found = ecs.describe_tasks(**names, tasks=arns)["tasks"] if arns else []
        return sorted(found, key=lambda task: task["createdAt"])

    def ran(self) -> list[tuple[str, str]]:
        """The family and the image of each task."""
        return [
            (task["group"].removeprefix("family:"), task["containers"][0]["image"]) for task in self.tasks()
        ]

    def newest(self, family: str) -> dict[str, Any]:
        """The newest active revision, which Terraform compares with its own."""
        ecs = self.view.world.client("ecs")
        found: dict[str, Any] = ecs.describe_task_definition(taskDefinition=family, include=["TAGS"])
        return found

    def expect_no_change(self, what: str) -> None:
        """No plan has anything to say: the newest revision of each family is the one that Terraform made."""
        for family in (self.setup, self.migrate):
            revision = self.newest(family)["taskDefinition"]["revision"]
            self.view.world.expect.equal(f"{what}: the newest revision of {family}", revision, 1)
        self.view.expect_no_change(what)


def facts(view: View, instead: dict[str, Any]) -> str:
    """What the program says, with this instead of what it says about the service."""
    deployments = [instead if each == view.facts else each for each in view.world.facts["deployments"]]
    return json.dumps({**view.world.facts, "deployments": deployments})
