"""Revisions of task definitions, as the pipeline makes them of those that are Terraform's."""

from typing import Any

# What `describe_task_definition` says and `register_task_definition` does not take.
_READ_ONLY = (
    "compatibilities",
    "deregisteredAt",
    "registeredAt",
    "registeredBy",
    "requiresAttributes",
    "revision",
    "status",
    "taskDefinitionArn",
)


def register(ecs: Any, family: str, container: str, image: str) -> str:
    """The family's latest revision once more, with another image and the same tags; the new one's ARN."""
    latest = ecs.describe_task_definition(taskDefinition=family, include=["TAGS"])
    definition = {key: value for key, value in latest["taskDefinition"].items() if key not in _READ_ONLY}
    for described in definition["containerDefinitions"]:
        if described["name"] == container:
            described["image"] = image
    registered = ecs.register_task_definition(**definition, tags=latest["tags"])
    arn: str = registered["taskDefinition"]["taskDefinitionArn"]
    return arn
