"""What a task's container writes to its log group before it ends."""

import time
from typing import Any

from moto.ecs.models import EC2ContainerServiceBackend, TaskDefinition
from moto.logs.models import logs_backends


def write(backend: EC2ContainerServiceBackend, revision: TaskDefinition, task: str, said: list[Any]) -> None:
    """Write what the first container of this task said, where its definition says."""
    if not said:
        return
    container = revision.container_definitions[0]
    options = container["logConfiguration"]["options"]
    name = "/".join((options["awslogs-stream-prefix"], container["name"], task.rsplit("/", 1)[-1]))
    logs = logs_backends[backend.account_id][backend.region_name]
    logs.create_log_stream(options["awslogs-group"], name)
    events = [{"timestamp": int(time.time() * 1000), "message": message} for message in said]
    logs.put_log_events(options["awslogs-group"], name, events)
