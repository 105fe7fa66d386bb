"""Amazon ECS."""

from collections.abc import Iterator
from typing import Any

from moto.ecs.exceptions import TaskDefinitionNotFoundException
from moto.ecs.models import ecs_backends

from local_aws.access import world
from local_aws.access.questions.asking import NEW, Asking
from local_aws.access.questions.passing import passed
from local_aws.access.verdicts import Question

_MADE = {"CreateCluster", "CreateService", "RegisterTaskDefinition"}
# What makes tasks outside of services, of a definition.
_RUN = {"RunTask", "StartTask"}


def asked(call: Asking) -> Iterator[Question]:
    cluster = _name(call.text("cluster", "clusterName") or "default")
    context = {"ecs:cluster": call.arn("ecs", f"cluster/{cluster}")}
    resources = list(_resources(call, cluster))
    yield from call.ask(f"ecs:{call.operation}", resources, context, call.tags())
    if call.operation in _MADE and call.tags():
        yield from call.ask("ecs:TagResource", resources, tags=call.tags())
    if call.operation in _RUN and call.tags():
        yield from call.ask("ecs:TagResource", [call.arn("ecs", f"task/{cluster}/{NEW}")], tags=call.tags())
    for role in _roles(call):
        yield from passed(call, role, "ecs-tasks.amazonaws.com")


def _roles(call: Asking) -> Iterator[str]:
    """The roles that tasks will have: those of a definition, or those that a call has instead."""
    if call.operation == "RegisterTaskDefinition":
        yield from call.texts("executionRoleArn", "taskRoleArn")
    elif call.operation in _RUN:
        instead, definition = call.parameters.get("overrides") or {}, _definition(call)
        for name, defined in (("executionRoleArn", "execution_role_arn"), ("taskRoleArn", "task_role_arn")):
            if role := instead.get(name) or getattr(definition, defined, None):
                yield role


def _definition(call: Asking) -> Any:
    """The revision that a call names, the newest of a family that it names, or None."""
    try:
        named = call.text("taskDefinition") or ""
        return ecs_backends[world.ACCOUNT][call.region].describe_task_definition(named)
    except TaskDefinitionNotFoundException:
        return None


def _resources(call: Asking, cluster: str) -> Iterator[str]:
    services = call.texts("serviceName", "service", "services")
    if call.operation == "RegisterTaskDefinition":
        # The revision is counted only when it is there.
        yield call.arn("ecs", f"task-definition/{call.text('family')}:{NEW}")
    elif call.operation in _RUN:
        # Of a family, the newest revision is asked about.
        found, named = _definition(call), call.text("taskDefinition") or ""
        yield found.arn if found else call.arn("ecs", f"task-definition/{_name(named)}:{NEW}")
    elif call.operation == "ListTasks":
        yield call.arn("ecs", f"container-instance/{cluster}/{NEW}")
    elif services:
        yield from (call.arn("ecs", f"service/{cluster}/{_name(service)}") for service in services)
    elif tasks := call.texts("tasks", "task"):
        yield from (call.arn("ecs", f"task/{cluster}/{_name(task)}") for task in tasks)
    elif given := call.texts("resourceArn"):
        yield from given
    else:
        for name in call.texts("clusters") or [cluster]:
            yield call.arn("ecs", f"cluster/{_name(name)}")


def _name(name: str) -> str:
    """A name or an ARN, whose last part is the name."""
    return name.rsplit("/", 1)[-1]
