"""The load balancers: they answer as what the services run on the local AWS."""

import json
from email.message import Message
from typing import Any

from deployments.answer import Answer


class LoadBalancer:
    """Of one environment."""

    def __init__(self, ecs: Any, deployments: list[dict[str, Any]], commits: dict[str, str]) -> None:
        self._ecs = ecs
        self._by_path = {deployment["ready_path"]: deployment for deployment in deployments}
        # Which commit an image was built from, by digest.
        self.commits = commits
        # What a service says instead, by name: for a test that wants it wrong.
        self.instead: dict[str, Answer] = {}

    def answer(self, _method: str, path: str, _headers: "Message[str, str]", _body: bytes) -> Answer:
        deployment = self._by_path.get(path)
        if deployment is None:
            return Answer(404)
        if instead := self.instead.get(deployment["service"]):
            return instead
        names = {"cluster": deployment["cluster"], "services": [deployment["ecs_service"]]}
        service = self._ecs.describe_services(**names)["services"][0]
        if service["runningCount"] == 0:
            return Answer(503)
        found = self._ecs.describe_task_definition(taskDefinition=service["taskDefinition"])
        image = found["taskDefinition"]["containerDefinitions"][0]["image"]
        return ready(self.commits.get(image.partition("@")[2], "unknown"))


def ready(commit: str) -> Answer:
    body = json.dumps({"status": "ready", "commit": commit}).encode()
    return Answer(200, {"Content-Type": "application/json"}, body)
