"""Elastic Container Service."""

from typing import Any

from moto.core.responses import ActionResult
from moto.core.utils import camelcase_to_underscores
from moto.ecs.models import EC2ContainerServiceBackend
from moto.ecs.responses import EC2ContainerServiceResponse

from local_aws import rollouts
from local_aws.gaps.replace import around

_DROPPED = (
    "availabilityZoneRebalancing",
    "capacityProviderStrategy",
    "deploymentConfiguration",
    "enableECSManagedTags",
    "enableExecuteCommand",
    "healthCheckGracePeriodSeconds",
    "placementConstraints",
    "placementStrategy",
)


@around(EC2ContainerServiceResponse, "create_service")
def keep_arguments(original: Any, self: Any) -> Any:
    """A new service loses most of its arguments, so that the second plan would replace it."""
    response = original()
    service = response.result["service"]
    service.availability_zone_rebalancing = "DISABLED"
    for name in _DROPPED:
        if (value := self._get_param(name)) is not None:
            setattr(service, camelcase_to_underscores(name), value)
    if self._get_param("capacityProviderStrategy"):
        service.launch_type = None
    rollouts.succeed(service)
    return response


@around(EC2ContainerServiceResponse, "update_service")
def deploy(original: Any, self: Any) -> Any:
    """An update echoes `family:revision` for the ARN, and its deployment never gets anywhere."""
    cluster, name = self._get_param("cluster", "default"), self._get_param("service").split("/")[-1]
    service = self.ecs_backend._get_service(cluster, name)
    before = rollouts.State.of(service)
    response = original()
    if service.task_definition and not service.task_definition.startswith("arn:"):
        service.task_definition = self.ecs_backend.describe_task_definition(service.task_definition).arn
    rollouts.begin(service, before)
    return response


@around(EC2ContainerServiceResponse, "describe_services")
def go_on(original: Any, self: Any) -> Any:
    """A rollout takes its next step when somebody looks."""
    cluster, names = self._get_param("cluster", "default"), self._get_param("services", [])
    found, _ = self.ecs_backend.describe_services(cluster, names)
    for service in found:
        rollouts.step(service)
    return original()


@around(EC2ContainerServiceBackend, "describe_task_definition")
def newest(original: Any, self: Any, task_definition_str: str) -> Any:
    """A family's newest revision is the newest that is active; moto's may be one that was deregistered."""
    family = task_definition_str.rsplit("/", maxsplit=1)[-1]
    revisions = self.task_definitions.get(family, {})
    active = [number for number, revision in revisions.items() if revision.status == "ACTIVE"]
    return original(f"{family}:{max(active)}" if active else task_definition_str)


@around(EC2ContainerServiceResponse, "list_tasks")
def list_tasks(original: Any, self: Any) -> Any:
    """A service of moto's has no tasks."""
    if not (name := self._get_param("serviceName")):
        return original()
    service = self.ecs_backend._get_service(self._get_param("cluster", "default"), name.split("/")[-1])
    wanted = self._get_param("desiredStatus") or "RUNNING"
    found = [task["taskArn"] for task in rollouts.tasks(service) if task["desiredStatus"] == wanted]
    return ActionResult({"taskArns": found})


@around(EC2ContainerServiceResponse, "describe_tasks")
def describe_tasks(original: Any, self: Any) -> Any:
    """A service of moto's has no tasks."""
    asked = self._get_param("tasks", [])
    found = [
        task
        for service in self.ecs_backend.services.values()
        for task in rollouts.tasks(service)
        if task["taskArn"] in asked
    ]
    return ActionResult({"tasks": found, "failures": []}) if found else original()
