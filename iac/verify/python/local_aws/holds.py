"""Calls that a test holds back, as if they never arrived: a lock that nobody is there any more to free.

The test makes the file `hold` in a directory of its own; the first such call makes `reached` there, waits
until `hold` is gone, and is then answered with an error, whoever still listens.
"""

import time
from collections.abc import Iterable
from pathlib import Path

from local_aws.calls import Environment
from local_aws.request_log import Application, StartResponse

_PATIENCE = 1500.0


class Holds:
    """Wraps the server's application; holds what frees a lock of Terraform's."""

    def __init__(self, application: Application, directory: Path) -> None:
        self._application = application
        self._hold = directory / "hold"
        self._reached = directory / "reached"

    def __call__(self, environment: Environment, start_response: StartResponse) -> Iterable[bytes]:
        frees = environment["REQUEST_METHOD"] == "DELETE" and environment["PATH_INFO"].endswith(".tflock")
        if not frees or not self._hold.exists():
            return self._application(environment, start_response)
        self._reached.touch()
        deadline = time.monotonic() + _PATIENCE
        while self._hold.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        start_response("503 Service Unavailable", [("Content-Length", "0")])
        return []
