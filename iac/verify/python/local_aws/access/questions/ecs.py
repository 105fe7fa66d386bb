"""Amazon ECS."""

from collections.abc import Iterator

from local_aws.access.questions.asking import NEW, Asking
from local_aws.access.questions.passing import passed
from local_aws.access.verdicts import Question

_MADE = {"CreateCluster", "CreateService", "RegisterTaskDefinition"}


def asked(call: Asking) -> Iterator[Question]:
    cluster = _name(call.text("cluster", "clusterName") or "default")
    context = {"ecs:cluster": call.arn("ecs", f"cluster/{cluster}")}
    resources = list(_resources(call, cluster))
    yield from call.ask(f"ecs:{call.operation}", resources, context, call.tags())
    if call.operation in _MADE and call.tags():
        yield from call.ask("ecs:TagResource", resources, tags=call.tags())
    if call.operation == "RegisterTaskDefinition":
        for role in call.texts("executionRoleArn", "taskRoleArn"):
            yield from passed(call, role, "ecs-tasks.amazonaws.com")


def _resources(call: Asking, cluster: str) -> Iterator[str]:
    services = call.texts("serviceName", "service", "services")
    if call.operation == "RegisterTaskDefinition":
        # The revision is counted only when it is there.
        yield call.arn("ecs", f"task-definition/{call.text('family')}:{NEW}")
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
