"""The server: moto behind the request log, on a port of its own choosing."""

import os
import sys
import threading
from contextlib import suppress
from pathlib import Path

# moto reads these when it is imported.
os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"
os.environ["MOTO_ACM_VALIDATION_WAIT"] = "1"

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server

from local_aws import gaps
from local_aws.holds import Holds
from local_aws.lessons import Classroom
from local_aws.request_log import Application, RequestLog


def serve(log: Path, holds: Path | None = None) -> None:
    """Serve until standard input closes, which it does when whoever started this is gone, however it went."""
    gaps.close()
    with log.open("w", encoding="utf-8") as lines:
        application: Application = RequestLog(DomainDispatcherApplication(create_backend_app), lines)
        if holds:
            application = Holds(application, holds)
        application = Classroom(application)
        server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=_QuietHandler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        # An IP address and not a name: with it the AWS SDKs put the bucket into the path, and never ask DNS.
        print(f"http://127.0.0.1:{server.port}", flush=True)
        with suppress(KeyboardInterrupt):
            sys.stdin.read()
        server.shutdown()


class _QuietHandler(MotoRequestHandler):  # type: ignore[misc]
    """The request log says more than a line per request would."""

    def log_request(self, *_: object) -> None:
        pass
