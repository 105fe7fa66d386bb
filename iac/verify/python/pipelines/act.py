"""Runs one workflow for one event, and says what became of each job."""

import json
import re
import subprocess
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from end_to_end import processes
from pipelines import record

_LIMIT = 1500.0
_NUMBERED = re.compile(r"-\d+(?=$|/)")
_RUNNING: set[subprocess.Popen[str]] = set()


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
    # What each job wrote into its summary.
    summaries: dict[str, str] = field(default_factory=dict)

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
    dies_at: Path | None = None,
) -> Run:
    """Run the workflow of the copy in `directory/repository`; everything that it leaves is in `directory`.

    The runner dies, with all that it runs, as soon as there is the file `dies_at`.
    """
    (directory / "event.json").write_text(json.dumps(payload))
    recorded = directory / "record.jsonl"
    summaries = directory / "summaries"
    summaries.mkdir()
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
        env={**environment, "PIPELINES_RECORD": str(recorded), "PIPELINES_SUMMARIES": str(summaries)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    _RUNNING.add(process)
    timer = threading.Timer(_LIMIT, processes.kill_family, [process])
    timer.start()
    if dies_at:
        threading.Thread(target=_die, args=[process, dies_at], daemon=True).start()
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
        _RUNNING.discard(process)
    result.asked = record.read(recorded)
    result.summaries = {file.name: file.read_text() for file in summaries.iterdir()}
    return result


def stop_all() -> None:
    """End whatever runs, wherever it is."""
    for process in list(_RUNNING):
        processes.kill_family(process)


def _die(process: subprocess.Popen[str], at: Path) -> None:
    while process.poll() is None:
        if at.exists():
            processes.kill_family(process)
            return
        time.sleep(0.05)


def _note(result: Run, line: str) -> None:
    """Take from a line of act's log what tests look at."""
    try:
        said = json.loads(line)
    except ValueError:
        result.printed[""] = result.printed.get("", "") + line
        return
    job = _name(said.get("job", "").strip())
    if said.get("raw_output") or said.get("level") in {"error", "warning"}:
        result.printed[job] = result.printed.get(job, "") + said["msg"].rstrip("\n") + "\n"
    if "jobResult" in said:
        result.jobs[job] = said["jobResult"]


def _name(job: str) -> str:
    """`plan` of `workflow/plan`, and `dev/plan` of what the job `dev` calls, `dev/workflow/plan`.

    Where a matrix makes several, act numbers them, beside the names that they have.
    """
    match _NUMBERED.sub("", job).split("/"):
        case [_, name]:
            return name
        case [caller, _, name]:
            return f"{caller}/{name}"
    return job
