"""A database of the environment's own: the facts that say so, and the families of its two tasks."""

import json
from dataclasses import dataclass
from typing import Any

from deployments.stack import NONE_YET
from deployments.view import View
from deployments.world import Ended

# What registers a revision once more, of what describes one.
_ARGUMENTS = (
    "containerDefinitions",
    "cpu",
    "executionRoleArn",
    "memory",
    "networkMode",
    "requiresCompatibilities",
    "taskRoleArn",
)


@dataclass(frozen=True)
class Database:
    view: View
    setup: str
    migrate: str

    @classmethod
    def of(cls, view: View) -> "Database":
        """The two families; registered as Terraform does it, unless they are there."""
        name = view.facts["task_family"]
        database = cls(view, f"{name}-database-setup", f"{name}-migrate")
        ecs = view.world.client("ecs")
        if not ecs.list_task_definitions(familyPrefix=database.migrate)["taskDefinitionArns"]:
            database._register(database.setup, "database-setup")
            database._register(database.migrate, "migrate")
        return database

    def _register(self, family: str, command: str) -> None:
        found = self.view.newest()
        arguments = {name: found["taskDefinition"][name] for name in _ARGUMENTS}
        container = arguments["containerDefinitions"][0]
        container |= {"command": [command], "image": self.view.facts["repository_url"] + NONE_YET}
        container["logConfiguration"]["options"]["awslogs-stream-prefix"] = command
        tags = [{**tag, "value": family} if tag["key"] == "Name" else tag for tag in found["tags"]]
        self.view.world.client("ecs").register_task_definition(family=family, tags=tags, **arguments)

    def facts(self) -> str:
        families = {"migrate_task_family": self.migrate, "setup_task_family": self.setup}
        return facts(self.view, {"database": families})

    def deploy(self, digest: str, **environment: str) -> Ended:
        names = self.view.names
        return self.view.world.run("deploy.sh", *names, digest, FACTS=self.facts(), **environment)

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


def facts(view: View, change: dict[str, Any]) -> str:
    """What the program says, with this change of what it says about the service."""
    deployments = [each | change if each == view.facts else each for each in view.world.facts["deployments"]]
    return json.dumps({**view.world.facts, "deployments": deployments})
