"""The tasks that run once: what Terraform says of them, so that deployments need only add the image."""

from typing import Any

from botocore.exceptions import ClientError

from end_to_end.architecture.database.server import Found
from end_to_end.facts import REGION, USER, Environment, Service
from end_to_end.roles import ACCOUNT
from end_to_end.stage import Stage

_NO_IMAGE = "none-deployed-yet"
# The command, which the family ends with, and the role, which ends with it and `-task`.
_SETUP, _MIGRATE = ("database-setup", "setup"), ("migrate", "migrate")


def check(stage: Stage, environment: Environment, found: Found) -> None:
    for service in environment.services:
        secret = {"DATABASE_MASTER_SECRET_ARN": found.secret}
        login = {"DATABASE_URL": found.url(service.login, service)}
        _task(stage, environment, service, _SETUP, login | secret)
        owner = {"DATABASE_URL": found.url(service.owner, service)}
        _task(stage, environment, service, _MIGRATE, owner)


def _task(
    stage: Stage,
    environment: Environment,
    service: Service,
    kind: tuple[str, str],
    variables: dict[str, str],
) -> None:
    (command, role), expect = kind, stage.expect
    family = f"{environment.service(service)}-{command}"
    described = stage.client("ecs", REGION).describe_task_definition(taskDefinition=family)
    task = described["taskDefinition"]
    name, roles = environment.service(service), f"arn:aws:iam::{ACCOUNT}:role"
    wanted = {
        "cpu": environment.cpu,
        "executionRoleArn": f"{roles}/{name}-execution",
        "memory": environment.memory,
        "networkMode": "awsvpc",
        "requiresCompatibilities": ["FARGATE"],
        "taskRoleArn": f"{roles}/{name}-{role}-task",
    }
    for key, value in wanted.items():
        expect.equal(f"{key} of {family}", task.get(key), value)
    container = expect.one(f"container of {family}", task["containerDefinitions"])
    expect.equal(f"command of {family}", container.get("command"), [command])
    expect.equal(f"secrets that {family} is given", container.get("secrets", []), [])
    plain = {each["name"]: each["value"] for each in container["environment"]}
    expect.equal(f"variables of {family}", plain, {"DATABASE_AUTH": "iam"} | variables)
    expect.equal(f"ports of {family}", container["portMappings"], [])
    expect.equal(f"user of {family}", container["user"].split(":")[0], USER)
    expect.equal(f"root file system of {family} is read-only", container["readonlyRootFilesystem"], True)
    log = container["logConfiguration"]["options"]["awslogs-group"]
    expect.equal(f"log of {family}", log, environment.log_group(service))
    _image(stage, name, family, container)


def _image(stage: Stage, repository: str, family: str, container: dict[str, Any]) -> None:
    """It is in the service's repository, under a tag that there is no image of."""
    expect, (name, _, tag) = stage.expect, container["image"].partition(":")
    expect.true(f"{family} runs from {repository}", name.endswith(f"/{repository}"), name)
    expect.equal(f"image of {family} until it is run", tag, _NO_IMAGE)
    try:
        image = {"repositoryName": repository, "imageIds": [{"imageTag": _NO_IMAGE}]}
        images = stage.client("ecr", REGION).describe_images(**image)["imageDetails"]
    except ClientError as error:
        images = error.response["Error"]["Code"]
    expect.equal(f"images that {family} would run", images, "ImageNotFoundException")
