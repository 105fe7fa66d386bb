"""Runs one workflow for one event, and says what became of each job."""

import json
import subprocess
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from end_to_end import processes
from pipelines import record

_LIMIT = 900.0


@dataclass
class Run:
    """A run that has ended."""

    name: str
    code: int
    # By job, a matrix's by its name: `success`, `failure`; what was skipped is not there.
    jobs: dict[str, str] = field(default_factory=dict)
    # What each job printed.
    printed: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, Any]] = field(default_factory=list)
    summary: str = ""

    @property
    def text(self) -> str:
        return "".join(self.printed.values())


def run(  # noqa: PLR0913 (each by its name)
    act: str,
    *,
    name: str,
    workflow: str,
    event: str,
    payload: dict[str, Any],
    directory: Path,
    arguments: list[str],
    environment: Mapping[str, str],
) -> Run:
    """Run the workflow of the copy in `directory/repository`; everything that it leaves is in `directory`."""
    (directory / "event.json").write_text(json.dumps(payload))
    recorded = directory / "record.jsonl"
    command = [
        act,
        event,
        "--workflows",
        f".github/workflows/{workflow}",
        "--eventpath",
        str(directory / "event.json"),
        "--platform",
        "ubuntu-24.04=-self-hosted",
        "--no-skip-checkout",
        "--action-offline-mode",
        "--action-cache-path",
        str(directory / "cache"),
        "--no-cache-server",
        "--json",
        *arguments,
    ]
    process = subprocess.Popen(
        command,
        cwd=directory / "repository",
        env={**environment, "PIPELINES_RECORD": str(recorded)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    timer = threading.Timer(_LIMIT, processes.kill_family, [process])
    timer.start()
    result = Run(name, 0)
    try:
        assert process.stdout is not None
        with (directory / "act.log").open("w") as log:
            for line in process.stdout:
                log.write(line)
                log.flush()
                _note(result, line)
        result.code = process.wait()
    finally:
        timer.cancel()
        processes.kill_family(process)
    result.asked = record.read(recorded)
    return result


def _note(result: Run, line: str) -> None:
    """Take from a line of act's log what tests look at."""
    try:
        said = json.loads(line)
    except ValueError:
        result.printed[""] = result.printed.get("", "") + line
        return
    job = said.get("job", "").strip()
    job = job.split("/", 1)[-1]
    if said.get("raw_output") or said.get("level") in {"error", "warning"}:
        result.printed[job] = result.printed.get(job, "") + said["msg"].rstrip("\n") + "\n"
    if "jobResult" in said:
        result.jobs[job] = said["jobResult"]
