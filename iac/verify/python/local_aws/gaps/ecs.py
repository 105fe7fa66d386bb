"""Elastic Container Service."""

from typing import Any

from moto.core.utils import camelcase_to_underscores
from moto.ecs.responses import EC2ContainerServiceResponse

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
    _settle(service)
    return response


@around(EC2ContainerServiceResponse, "update_service")
def deploy(original: Any, self: Any) -> Any:
    """An update echoes `family:revision` for the ARN, and its deployment never gets anywhere."""
    response = original()
    service = response.result["service"]
    if service.task_definition and not service.task_definition.startswith("arn:"):
        service.task_definition = self.ecs_backend.describe_task_definition(service.task_definition).arn
    _settle(service)
    return response


def _settle(service: Any) -> None:
    """Every deployment succeeds at once: as many tasks run as are wanted."""
    service.running_count, service.pending_count = service.desired_count, 0
    for deployment in service.deployments[:1]:
        deployment.update(
            desiredCount=service.desired_count,
            runningCount=service.desired_count,
            pendingCount=0,
            rolloutState="COMPLETED",
            rolloutStateReason="completed",
            taskDefinition=service.task_definition,
        )
