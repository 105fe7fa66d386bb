"""Elastic Container Service."""

from typing import Any

from moto.core.responses import ActionResult
from moto.core.utils import camelcase_to_underscores
from moto.ecs.exceptions import InvalidParameterException
from moto.ecs.models import EC2ContainerServiceBackend
from moto.ecs.responses import EC2ContainerServiceResponse

from local_aws import one_off, rollouts
from local_aws.gaps.replace import around
from local_aws.lessons import take

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


@around(EC2ContainerServiceResponse, "run_task")
def run_task(_original: Any, self: Any) -> Any:
    """Moto cannot put a task into a subnet; its tasks end well, whatever they are, and write no log."""
    revision = self.ecs_backend.describe_task_definition(self._get_param("taskDefinition"))
    taught = take("task", revision.family) or {}
    if taught.get("outcome") == "refused":
        return ActionResult({"tasks": [], "failures": [{"reason": taught["reason"]}]})
    cluster, network = self._get_param("cluster", "default"), self._get_param("networkConfiguration")
    begun = one_off.begin(self.ecs_backend, cluster, revision, network, taught)
    return ActionResult({"tasks": [begun], "failures": []})


@around(EC2ContainerServiceResponse, "stop_task")
def stop_task(_original: Any, self: Any) -> Any:
    """Moto knows none of the tasks that run."""
    arn = self._get_param("task")
    found = next((task for task in one_off.tasks(self.ecs_backend) if task["taskArn"] == arn), None)
    if not found:
        raise InvalidParameterException("The referenced task was not found.")
    one_off.stop(found, self._get_param("reason") or "Task stopped by user")
    return ActionResult({"task": found})


@around(EC2ContainerServiceResponse, "list_tasks")
def list_tasks(_original: Any, self: Any) -> Any:
    """A service of moto's has no tasks, and a family's are lost with its revision."""
    cluster = self._get_param("cluster", "default")
    if name := self._get_param("serviceName"):
        found = rollouts.tasks(self.ecs_backend._get_service(cluster, name.split("/")[-1]))
    else:
        family, every = self._get_param("family"), one_off.tasks(self.ecs_backend)
        found = [task for task in every if not family or task["group"] == f"family:{family}"]
    wanted = self._get_param("desiredStatus") or "RUNNING"
    arns = [
        task["taskArn"]
        for task in found
        if task["desiredStatus"] == wanted and task["clusterArn"].endswith(f"/{cluster.rsplit('/', 1)[-1]}")
    ]
    return ActionResult({"taskArns": arns})


@around(EC2ContainerServiceResponse, "describe_tasks")
def describe_tasks(original: Any, self: Any) -> Any:
    """A service of moto's has no tasks; one that runs once takes its next step when somebody looks."""
    asked = self._get_param("tasks", [])
    for task in one_off.tasks(self.ecs_backend):
        if task["taskArn"] in asked:
            one_off.step(self.ecs_backend, task)
    known = [
        *one_off.tasks(self.ecs_backend),
        *(task for service in self.ecs_backend.services.values() for task in rollouts.tasks(service)),
    ]
    found = [task for task in known if task["taskArn"] in asked]
    return ActionResult({"tasks": found, "failures": []}) if found else original()
