"""Tasks that run once, outside of any service, and how one ends that was taught to.

They end well between one look and the next. A lesson of kind `task` about a family holds for its next one. It
is a dictionary: `outcome` is `fails` (its container ends with `exit_code`, 1 unless said), `never starts` (no
container of it does), `refused` (there is no task at all) or `stalls` (it never ends); `reason` and `log` are
what it leaves behind.
"""

import time
import uuid
from typing import Any

from moto.ec2.models import ec2_backends
from moto.ecs.exceptions import InvalidParameterException
from moto.ecs.models import EC2ContainerServiceBackend, TaskDefinition, ecs_backends

from local_aws import last_words
from local_aws.lessons import action

Task = dict[str, Any]

_TASKS = "local_one_off"


def tasks(backend: EC2ContainerServiceBackend) -> list[Task]:
    """All that were ever run, the newest last."""
    found: list[Task] = vars(backend).setdefault(_TASKS, [])
    return found


def begin(
    backend: EC2ContainerServiceBackend, cluster: str, revision: TaskDefinition, network: Any, taught: Any
) -> Task:
    """A task of this revision, where the network has the subnets and the groups that it is to be in."""
    where = (network or {}).get("awsvpcConfiguration", {})
    ec2 = ec2_backends[backend.account_id][backend.region_name]
    subnets = [ec2.get_subnet(each) for each in where.get("subnets", [])]
    groups = [ec2.get_security_group_from_id(each) for each in where.get("securityGroups", [])]
    if not subnets or not all(groups):
        raise InvalidParameterException(f"networkConfiguration has no subnets, or unknown groups: {network}")
    found = backend._get_cluster(cluster)
    task = {
        "taskArn": f"{found.arn.replace(':cluster/', ':task/')}/{uuid.uuid4().hex}",
        "clusterArn": found.arn,
        "taskDefinitionArn": revision.arn,
        "group": f"family:{revision.family}",
        "createdAt": time.time(),
        "desiredStatus": "RUNNING",
        "lastStatus": "PROVISIONING",
        "containers": [
            {"name": each["name"], "image": each["image"], "lastStatus": "PENDING"}
            for each in revision.container_definitions
        ],
        "taught": taught,
    }
    tasks(backend).append(task)
    return task


def step(backend: EC2ContainerServiceBackend, task: Task) -> None:
    """Somebody looks: a task that was starting runs, and one that ran has ended."""
    if task["lastStatus"] == "STOPPED":
        return
    taught = task["taught"]
    outcome = taught.get("outcome", "ends")
    if task["lastStatus"] == "PROVISIONING" and outcome != "never starts":
        task["lastStatus"] = "RUNNING"
    elif outcome != "stalls":
        _end(backend, task)


def stop(task: Task, reason: str) -> None:
    """Somebody has had enough of it: its container hears so, and ends."""
    task |= {"lastStatus": "STOPPED", "desiredStatus": "STOPPED", "stoppedAt": time.time()}
    task |= {"stopCode": "UserInitiated", "stoppedReason": reason}
    task["containers"][0] |= {"lastStatus": "STOPPED", "exitCode": 143}


@action("task ends")
def end(family: str) -> None:
    """Well, though it was taught to stall."""
    for backends in ecs_backends.values():
        for backend in backends.values():
            for task in tasks(backend):
                if task["group"] == f"family:{family}" and task["lastStatus"] != "STOPPED":
                    task["taught"] = {}
                    _end(backend, task)


def _end(backend: EC2ContainerServiceBackend, task: Task) -> None:
    taught, container = task["taught"], task["containers"][0]
    task |= {"lastStatus": "STOPPED", "desiredStatus": "STOPPED", "stoppedAt": time.time()}
    container["lastStatus"] = "STOPPED"
    if taught.get("outcome") == "never starts":
        task |= {"stopCode": "TaskFailedToStart", "stoppedReason": taught["reason"]}
        return
    task |= {"stopCode": "EssentialContainerExited", "stoppedReason": "Essential container in task exited"}
    container["exitCode"] = taught.get("exit_code", 1) if taught.get("outcome") == "fails" else 0
    revision = backend.describe_task_definition(task["taskDefinitionArn"])
    last_words.write(backend, revision, task["taskArn"], taught.get("log", []))
