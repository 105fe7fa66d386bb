"""The tasks that look after a service's database, as the pipeline runs them: no plan sees that they ran."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from end_to_end import revisions, roles
from end_to_end.facts import REGION, Environment, Service
from end_to_end.stage import Stage

_LOOKS = 5


def run(stage: Stage, environment: Environment, service: Service, family: str, image: str) -> None:
    """Run one to its end, with this image."""
    with _begun(stage, environment, service, family, image) as begun:
        ecs, named = _ecs(stage, environment), {"cluster": environment.prefix, "tasks": [begun["taskArn"]]}
        for _ in range(_LOOKS):
            task = stage.expect.one(f"task of {family}", ecs.describe_tasks(**named)["tasks"])
            if task["lastStatus"] == "STOPPED":
                break
        container = task["containers"][0]
        ended = (task["lastStatus"], container.get("exitCode"), container["image"])
        stage.expect.equal(f"how {family} ends", ended, ("STOPPED", 0, image))


def stop(stage: Stage, environment: Environment, service: Service, family: str, image: str) -> None:
    """Run one, and have enough of it."""
    with _begun(stage, environment, service, family, image) as begun:
        named = {"cluster": environment.prefix, "task": begun["taskArn"]}
        stopped = _ecs(stage, environment).stop_task(**named, reason="it takes too long")["task"]
        stage.expect.equal(f"what becomes of {family}", stopped["lastStatus"], "STOPPED")


@contextmanager
def _begun(
    stage: Stage, environment: Environment, service: Service, family: str, image: str
) -> Iterator[dict[str, Any]]:
    """Where the service is, as a revision with the image, which goes again."""
    ecs, cluster = _ecs(stage, environment), {"cluster": environment.prefix}
    before = ecs.describe_task_definition(taskDefinition=family)["taskDefinition"]["taskDefinitionArn"]
    running = ecs.list_tasks(**cluster, family=family, desiredStatus="RUNNING")["taskArns"]
    stage.expect.equal(f"tasks of {family} that run already", running, [])
    described = ecs.describe_services(**cluster, services=[environment.service(service)])["services"]
    revision = revisions.register(ecs, family, service.name, image)
    ran = ecs.run_task(
        **cluster,
        count=1,
        launchType="FARGATE",
        networkConfiguration=described[0]["networkConfiguration"],
        taskDefinition=revision,
    )
    yield stage.expect.one(f"task of {family}", ran["tasks"])
    ecs.deregister_task_definition(taskDefinition=revision)
    after = ecs.describe_task_definition(taskDefinition=family)["taskDefinition"]["taskDefinitionArn"]
    stage.expect.equal(f"newest revision of {family}", after, before)
    stage.expect.settle()


def _ecs(stage: Stage, environment: Environment) -> Any:
    return stage.client("ecs", REGION, roles.deploy(environment.name))
