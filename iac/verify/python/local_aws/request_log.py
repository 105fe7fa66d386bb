"""Every call that reaches the local AWS, one JSON object a line: by whom, what, status, error if any."""

import io
import json
import re
import threading
from collections.abc import Callable, Iterable
from typing import Any, TextIO

from moto.core.request import Request
from moto.core.routing import get_service_router
from werkzeug.exceptions import HTTPException

Environment = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environment, StartResponse], Iterable[bytes]]

_SIGNED = re.compile(r"Credential=[^/]+/\d+/[^/]+/(?P<service>[^/]+)/aws4_request")
_ERROR_LENGTH = 400


class RequestLog:
    """Wraps the server's application."""

    def __init__(self, application: Application, lines: TextIO) -> None:
        self._application = application
        self._lines = lines
        self._lock = threading.Lock()

    def __call__(self, environment: Environment, start_response: StartResponse) -> list[bytes]:
        service, action = _called(environment, _body(environment))
        status = 0

        def start(line: str, *arguments: object) -> object:
            nonlocal status
            status = int(line.split(" ", 1)[0])
            return start_response(line, *arguments)

        terraform = "Terraform" in environment.get("HTTP_USER_AGENT", "")
        by = "terraform" if terraform else "another"
        call: dict[str, object] = {"by": by, "service": service, "action": action}
        try:
            response = b"".join(self._application(environment, start))
        except Exception as gap:  # whatever it is, it is told, and the server goes on
            call["gap"] = f"{type(gap).__name__}: {gap}"
            response = _refuse(start, call["gap"])
        call["status"] = status
        if status >= 400:
            call["error"] = response[:_ERROR_LENGTH].decode(errors="replace")
        with self._lock:
            self._lines.write(json.dumps(call) + "\n")
            self._lines.flush()
        return [response]


def _body(environment: Environment) -> bytes:
    """Read the request's body, and put it back."""
    stream = environment["wsgi.input"]
    if length := environment.get("CONTENT_LENGTH"):
        body: bytes = stream.read(int(length))
    elif environment.get("wsgi.input_terminated") and environment["REQUEST_METHOD"] in {"POST", "PUT"}:
        body = stream.read()
        environment["CONTENT_LENGTH"] = str(len(body))
    else:
        body = b""
    environment["wsgi.input"] = io.BytesIO(body)
    return body


def _called(environment: Environment, body: bytes) -> tuple[str | None, str | None]:
    """Which action of which service is asked for; the protocols say it in three different places."""
    signed = _SIGNED.search(environment.get("HTTP_AUTHORIZATION", ""))
    if not signed:
        return None, None
    service = signed["service"]
    if target := environment.get("HTTP_X_AMZ_TARGET"):
        return service, str(target).rsplit(".", 1)[-1]
    request = Request({**environment, "wsgi.input": io.BytesIO(body)})
    if named := request.values.get("Action"):
        return service, named
    try:
        operation, _ = get_service_router(service).match(request)
    except HTTPException:
        return service, None
    return service, operation.name


def _refuse(start: StartResponse, gap: object) -> bytes:
    """Answer with an error of the client's, for the server's are tried again for minutes."""
    response = json.dumps({"__type": "GapOfTheLocalAws", "message": gap}).encode()
    headers = [("Content-Type", "application/x-amz-json-1.1"), ("Content-Length", str(len(response)))]
    start("400 Bad Request", headers)
    return response
