"""The local GitHub refuses what GitHub refuses: nothing passes before it that would not pass there."""

import base64
import json
import os
import subprocess
import sys
from pathlib import Path

from end_to_end import processes
from end_to_end.expectations import Expectations

_AT = "repos/o/r"
_BOTH = {"deployment_branch_policy": {"protected_branches": True, "custom_branch_policies": True}}
_NOBODY = {"reviewers": [{"type": "User", "id": 1}]}
_SEALED_OTHERWISE = {"key_id": "1", "encrypted_value": base64.b64encode(bytes(80)).decode()}
_READER = "workflow:issues=read"

# Method, path, body, token, and what GitHub answers.
_ASKED: tuple[tuple[str, str, object, str, int], ...] = (
    ("PUT", f"{_AT}/environments/e", _BOTH, "administrator", 422),
    ("PUT", f"{_AT}/environments/e", _NOBODY, "administrator", 422),
    ("PUT", f"{_AT}/environments/e", {"reviewer": []}, "administrator", 422),
    ("POST", f"{_AT}/actions/variables", {"name": "GITHUB_X", "value": ""}, "administrator", 422),
    ("POST", f"{_AT}/actions/variables", {"name": "X"}, "administrator", 422),
    ("PUT", f"{_AT}/actions/secrets/X", _SEALED_OTHERWISE, "administrator", 422),
    ("POST", f"{_AT}/issues", {"title": "t", "body": "b" * 65_537}, "administrator", 422),
    ("POST", f"{_AT}/issues", {"title": "t"}, _READER, 403),
    ("GET", f"{_AT}/issues?per_page=many", None, _READER, 422),
    ("GET", f"{_AT}/issues?assigned=me", None, _READER, 422),
    ("GET", f"{_AT}/issues", None, "somebody", 401),
    ("GET", "repos/o/another", None, "administrator", 404),
    ("GET", f"{_AT}/milestones", None, "administrator", 501),
    ("POST", "graphql", {"query": "{}"}, "administrator", 501),
)


def check(expect: Expectations, log: Path) -> None:
    server = processes.start([sys.executable, "-m", "local_github", str(log), "o/r", "1", "2"])
    try:
        assert server.stdout is not None
        environment = os.environ | json.loads(server.stdout.readline())
        for method, path, body, token, status in _ASKED:
            command = ["gh", "api", "--method", method, path]
            text = None if body is None else json.dumps(body)
            if text:
                command += ["--input", "-"]
            asked = environment | {"GH_TOKEN": token}
            finished = subprocess.run(
                command,
                check=False,
                env=asked,
                input=text,
                capture_output=True,
                text=True,
                timeout=300,
            )
            told = f"(HTTP {status})" in finished.stderr
            expect.true(f"{method} {path} is refused with {status}", told, finished.stderr)
    finally:
        processes.stop(server)
    expect.settle()
