"""The local GitHub, as a person looks at it and works in it: with the real `gh`."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from end_to_end import processes
from end_to_end.expectations import Unexpected

OWNER, NAME = "example-org", "healthcare-app"
OWNER_ID, ID = "12345678", "987654321"
REPOSITORY = f"{OWNER}/{NAME}"


@dataclass(frozen=True)
class GitHub:
    # With which any `gh` talks to it, as an administrator.
    environment: Mapping[str, str]
    log: Path

    @classmethod
    @contextmanager
    def start(cls, log: Path) -> Iterator["GitHub"]:
        server = processes.start([sys.executable, "-m", "local_github", str(log), REPOSITORY, OWNER_ID, ID])
        try:
            assert server.stdout is not None
            line = server.stdout.readline()
            if not line:
                raise Unexpected("the local GitHub did not start")
            yield cls(json.loads(line), log)
        finally:
            processes.stop(server)

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """Call what `gh api repos/OWNER/NAME/PATH` calls."""
        command = ["gh", "api", "--method", method, f"repos/{REPOSITORY}/{path}"]
        finished = subprocess.run(
            [*command, *(["--input", "-"] if body is not None else [])],
            input=None if body is None else json.dumps(body),
            env={**os.environ, **self.environment},
            check=True,
            capture_output=True,
            text=True,
        )
        return json.loads(finished.stdout or "null")

    def succeeded(self, workflow: str, commit: str) -> None:
        """From now on, a run of this workflow for a push of this commit to main has succeeded."""
        runs = Path(self.environment["GH_CONFIG_DIR"]) / "runs.json"
        before = json.loads(runs.read_text()) if runs.exists() else []
        run = {
            "path": f".github/workflows/{workflow}",
            "head_branch": "main",
            "head_sha": commit,
            "event": "push",
            "status": "completed",
            "conclusion": "success",
        }
        runs.write_text(json.dumps([run, *before]))

    def comments(self, number: int) -> list[str]:
        return [comment["body"] for comment in self.call("GET", f"issues/{number}/comments")]

    def issues(self, state: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.call("GET", f"issues?labels=drift&state={state}")
        return found

    def unknown(self) -> list[dict[str, Any]]:
        """Calls that it does not know, or that broke it."""
        calls = map(json.loads, self.log.read_text().splitlines())
        return [call for call in calls if call["status"] >= 500]
