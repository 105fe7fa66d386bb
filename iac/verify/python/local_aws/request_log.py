"""Every call that reaches the local AWS, one JSON object a line: by whom, what, status, error if any."""

import json
import threading
from collections.abc import Callable, Iterable
from typing import Any, TextIO

from local_aws import calls
from local_aws.access import gate
from local_aws.access.gate import Decision
from local_aws.access.refusals import plain
from local_aws.calls import Call, Environment

StartResponse = Callable[..., Any]
Application = Callable[[Environment, StartResponse], Iterable[bytes]]

_ERROR_LENGTH = 400


class RequestLog:
    """Wraps the server's application, and lets through what its caller may."""

    def __init__(self, application: Application, lines: TextIO) -> None:
        self._application = application
        self._lines = lines
        # One call at a time: moto walks through dictionaries that others would change meanwhile, and only
        # one of Python's threads runs at once anyway.
        self._turn = threading.Lock()

    def __call__(self, environment: Environment, start_response: StartResponse) -> list[bytes]:
        call = calls.read(environment)
        decision, gap, status = Decision(), None, 0

        def start(line: str, *arguments: object) -> object:
            nonlocal status
            status = int(line.split(" ", 1)[0])
            return start_response(line, *arguments)

        with self._turn:
            try:
                decision = gate.decide(call)
                gap = decision.gap
                if decision.refusal:
                    line, headers, response = decision.refusal
                    start(line, headers)
                else:
                    response = b"".join(self._application(environment, start))
            except Exception as error:  # whatever it is, it is told, and the server goes on
                gap = f"{type(error).__name__}: {error}"
                line, headers, response = plain("GapOfTheLocalAws", gap)
                start(line, headers)
            told = _told(call, decision) | {"status": status}
            if gap:
                told["gap"] = gap
            if status >= 400:
                told["error"] = response[:_ERROR_LENGTH].decode(errors="replace")
            self._lines.write(json.dumps(told) + "\n")
            self._lines.flush()
        return [response]


def _told(call: Call, decision: Decision) -> dict[str, Any]:
    terraform = "Terraform" in (call.header("User-Agent") or "")
    told: dict[str, Any] = {
        "by": "terraform" if terraform else "another",
        "service": call.service,
        "action": call.operation,
    }
    if decision.who:
        told["who"] = decision.who
        told["asked"] = [
            [asked.action, asked.resource, dict(asked.context), asked.unsaid] for asked in decision.asked
        ]
    if decision.denied:
        told["denied"] = [decision.denied.action, decision.denied.resource]
    return told
