"""One service in one environment, as AWS has it."""

from dataclasses import dataclass
from typing import Any

from deployments.world import World


@dataclass(frozen=True)
class View:
    world: World
    facts: dict[str, Any]

    @classmethod
    def of(cls, world: World, environment: str, service: str) -> "View":
        found = [
            each
            for each in world.facts["deployments"]
            if (each["environment"], each["service"]) == (environment, service)
        ]
        return cls(world, world.expect.one(f"{service} in {environment}", found))

    @property
    def names(self) -> tuple[str, str]:
        return self.facts["environment"], self.facts["service"]

    def service(self) -> dict[str, Any]:
        names = {"cluster": self.facts["cluster"], "services": [self.facts["ecs_service"]]}
        found: dict[str, Any] = self.world.client("ecs").describe_services(**names)["services"][0]
        return found

    def newest(self) -> dict[str, Any]:
        """The newest active revision, which Terraform compares with its own."""
        family = self.facts["task_family"]
        found: dict[str, Any] = self.world.client("ecs").describe_task_definition(
            taskDefinition=family, include=["TAGS"]
        )
        return found

    def runs(self) -> str:
        """The image of the revision that the service runs."""
        revision = self.service()["taskDefinition"]
        found = self.world.client("ecs").describe_task_definition(taskDefinition=revision)
        return str(found["taskDefinition"]["containerDefinitions"][0]["image"])

    def pointer(self) -> dict[str, Any]:
        history = self.world.client("ssm").get_parameter_history(
            Name=self.facts["image_parameter"], WithDecryption=True
        )
        found: dict[str, Any] = max(history["Parameters"], key=lambda version: version["Version"])
        return found

    def tags(self) -> list[str]:
        """The tags in the repository, the newest first."""
        found = self.world.client("ecr").describe_images(repositoryName=self.facts["repository"])
        images = sorted(found["imageDetails"], key=lambda image: image["imagePushedAt"], reverse=True)
        return [tag for image in images for tag in image["imageTags"]]

    def image(self, digest: str) -> str:
        return f"{self.facts['repository_url']}@{digest}"

    def expect_runs(self, what: str, digest: str, tasks: int = 1) -> None:
        """The image runs, and no plan has anything to say about it."""
        expect = self.world.expect
        expect.equal(f"{what}: the image that runs", self.runs(), self.image(digest))
        expect.equal(f"{what}: tasks", self.service()["runningCount"], tasks)
        self.expect_no_change(what)

    def expect_no_change(self, what: str) -> None:
        """What Terraform compares: the newest revision has the recorded image, and the service runs it."""
        expect, newest = self.world.expect, self.newest()
        revision = newest["taskDefinition"]
        image = revision["containerDefinitions"][0]["image"]
        expect.equal(f"{what}: the image of the newest revision", image, self.pointer()["Value"])
        running = self.service()["taskDefinition"]
        expect.equal(f"{what}: the newest revision", revision["taskDefinitionArn"], running)
        names = {tag["key"] for tag in newest["tags"]}
        expect.equal(f"{what}: its tags", names, {"Name", "application", "managed-by"})
        pointer = self.pointer()
        expect.equal(f"{what}: type of the pointer", pointer["Type"], "SecureString")
        expect.true(
            f"{what}: key of the pointer", pointer["KeyId"].startswith("arn:aws:kms:"), pointer["KeyId"]
        )
