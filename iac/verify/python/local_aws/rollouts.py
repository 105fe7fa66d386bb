"""Rollouts of services: their tasks, and how one ends that was taught to.

A lesson of kind `rollout` about a service's name holds for its next one. It is a dictionary: `outcome` is
`fails` (its tasks stop; the circuit breaker rolls back where there is something to go back to) or `stalls`
(it never ends); `reason`, `exit_code` and `log` are what the tasks that stopped leave behind.
"""

import dataclasses
import time
import uuid
from typing import Any

from moto.ecs.models import Service, ecs_backends

from local_aws import last_words
from local_aws.lessons import action, take

_MEMORY = "local_rollout"
_TASKS = "local_tasks"


@dataclasses.dataclass
class State:
    """What a service ran before an update."""

    task_definition: str
    running: int

    @classmethod
    def of(cls, service: Service) -> "State":
        return cls(str(service.task_definition), service.running_count)


def tasks(service: Service) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = vars(service).setdefault(_TASKS, [])
    return found


def succeed(service: Service) -> None:
    """At once, as many tasks run as are wanted."""
    vars(service).pop(_MEMORY, None)
    _run(service, service.desired_count, "COMPLETED", "completed")


def begin(service: Service, before: State) -> None:
    if service.task_definition == before.task_definition and _MEMORY in vars(service):
        return
    taught = None if service.task_definition == before.task_definition else take("rollout", service.name)
    if taught is None:
        succeed(service)
        return
    vars(service)[_MEMORY] = (taught, before)
    _report(service, 0, "IN_PROGRESS", "in progress")


def step(service: Service) -> None:
    """The tasks of a rollout that fails stop, and it is rolled back, between one look and the next."""
    taught, before = vars(service).get(_MEMORY, (None, None))
    if taught is None or taught["outcome"] == "stalls":
        return
    if not any(task["taskDefinitionArn"] == service.task_definition for task in tasks(service)):
        _stop_tasks(service, taught)
        return
    del vars(service)[_MEMORY]
    _say(service, "deployment failed: tasks failed to start.")
    if before.running == 0:
        _report(service, 0, "FAILED", "ECS deployment circuit breaker: tasks failed to start.")
        return
    _say(service, "rolling back to the last completed deployment.")
    service.task_definition = before.task_definition
    succeed(service)


@action("rollout ends")
def end(name: str) -> None:
    """Well, though it was taught to stall."""
    for backends in ecs_backends.values():
        for backend in backends.values():
            for service in backend.services.values():
                if service.name == name:
                    succeed(service)


def _run(service: Service, count: int, state: str, reason: str) -> None:
    stopped = [task for task in tasks(service) if task["desiredStatus"] == "STOPPED"]
    running = [_task(service, "RUNNING") for _ in range(count)]
    vars(service)[_TASKS] = stopped + running
    _report(service, count, state, reason)


def _report(service: Service, running: int, state: str, reason: str) -> None:
    service.running_count, service.pending_count = running, service.desired_count - running
    for deployment in service.deployments[:1]:
        deployment.update(
            desiredCount=service.desired_count,
            runningCount=running,
            pendingCount=service.pending_count,
            failedTasks=0,
            rolloutState=state,
            rolloutStateReason=reason,
            taskDefinition=service.task_definition,
        )


def _stop_tasks(service: Service, taught: dict[str, Any]) -> None:
    for _ in range(2):
        task = _task(service, "STOPPED")
        task["stopCode"] = "EssentialContainerExited"
        task["stoppedReason"] = taught.get("reason", "Essential container in task exited")
        task["stoppedAt"] = time.time()
        task["containers"][0]["exitCode"] = taught.get("exit_code", 1)
        tasks(service).append(task)
        revision = service._backend.describe_task_definition(str(service.task_definition))
        last_words.write(service._backend, revision, task["taskArn"], taught.get("log", []))
    for deployment in service.deployments[:1]:
        deployment["failedTasks"] = 2
    _say(service, "has started 2 tasks, and they stopped.")


def _say(service: Service, message: str) -> None:
    event = {
        "id": str(uuid.uuid4()),
        "createdAt": time.time(),
        "message": f"(service {service.name}) {message}",
    }
    service.events.append(event)


def _task(service: Service, status: str) -> dict[str, Any]:
    revision = service._backend.describe_task_definition(str(service.task_definition))
    prefix = f"arn:aws:ecs:{service.region_name}:{service._account_id}:task/{service.cluster_name}"
    return {
        "taskArn": f"{prefix}/{uuid.uuid4().hex}",
        "clusterArn": service.cluster_arn,
        "taskDefinitionArn": revision.arn,
        "desiredStatus": status,
        "lastStatus": status,
        "group": f"service:{service.name}",
        "containers": [
            {
                "name": container["name"],
                "image": container["image"],
                "imageDigest": container["image"].partition("@")[2],
                "lastStatus": status,
            }
            for container in revision.container_definitions
        ],
    }
