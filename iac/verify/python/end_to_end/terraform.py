"""Real Terraform in a directory, against the local AWS.

Every command starts the provider and reads the whole of its schema, which costs more than what it then does;
so there are no more commands than there are things to prove.
"""

import json
import resource
import subprocess
import time
from pathlib import Path
from typing import Any

from end_to_end import processes
from end_to_end.expectations import Unexpected
from end_to_end.processes import Finished

_LIMIT = 600.0
_PLAN = "nothing-to-do.tfplan"
_QUIETLY = ("-input=false", "-no-color")


class Terraform:
    def __init__(self, program: str, directory: Path, environment: dict[str, str]) -> None:
        self._program = program
        self._directory = directory
        self._environment = environment

    @property
    def plan_file(self) -> Path:
        """The plan that was last found to be empty."""
        return self._directory / _PLAN

    def init(self, *options: str) -> None:
        self._must("init", *_QUIETLY, "-lockfile=readonly", *options)

    def validate(self) -> None:
        self._must("validate", "-no-color")

    def apply(self) -> None:
        self._must("apply", *_QUIETLY, "-auto-approve")

    def apply_changes(self) -> dict[str, str]:
        """Apply what differs from the state; what was planned for which address."""
        finished = self._must("apply", *_QUIETLY, "-auto-approve", "-refresh=false", "-json")
        messages = [json.loads(line) for line in finished.text.splitlines()]
        changes = [message["change"] for message in messages if message["type"] == "planned_change"]
        return {change["resource"]["addr"]: change["action"] for change in changes}

    def plan(self, file: str, *options: str) -> Finished:
        """Plan into a file. Terraform writes one even for some plans that failed."""
        return self._run("plan", *_QUIETLY, f"-out={file}", *options)

    def show(self, file: str) -> Any:
        """What a saved plan says, for programs."""
        command = [self._program, "show", "-json", file]
        shown = subprocess.run(
            command,
            cwd=self._directory,
            env=self._environment,
            check=True,
            capture_output=True,
            timeout=_LIMIT,
        )
        return json.loads(shown.stdout)

    def elsewhere(self, directory: Path) -> "Terraform":
        """The same Terraform, before the same AWS, in another directory."""
        return Terraform(self._program, directory, self._environment)

    def somebody(self, keys: dict[str, str]) -> "Terraform":
        """The same Terraform in the same directory, for somebody with other keys."""
        return Terraform(self._program, self._directory, self._environment | keys)

    def destroy(self) -> None:
        self._must("destroy", *_QUIETLY, "-auto-approve")

    def expect_nothing_to_do(self, when: str) -> None:
        """Plan, and look at everything that is there for it; the plan is kept."""
        code = self._run("plan", *_QUIETLY, "-detailed-exitcode", f"-out={_PLAN}").code
        if code != 0:
            raise Unexpected(f"the plan {when} is not empty (exit code {code})")

    def refuse(self, why: str, command: str, *options: str) -> None:
        """Run a command that must fail for this reason."""
        finished = self._run(command, *_QUIETLY, *options)
        if finished.code == 0 or why not in finished.text:
            raise Unexpected(f"`terraform {command}` was not refused with `{why}`")

    def _must(self, *arguments: str) -> Finished:
        finished = self._run(*arguments)
        if finished.code != 0:
            raise Unexpected(f"`terraform {' '.join(arguments)}` failed ({finished.code})")
        return finished

    def _run(self, *arguments: str) -> Finished:
        print(f"\n$ terraform {' '.join(arguments)}", flush=True)
        started, worked = time.monotonic(), _processor_time()
        command = [self._program, *arguments]
        finished = processes.run(command, self._directory, self._environment, _LIMIT)
        took, worked = time.monotonic() - started, _processor_time() - worked
        print(
            f"# {arguments[0]}: exit code {finished.code} after {took:.1f} s, {worked:.1f} s of them at work",
            flush=True,
        )
        return finished


def _processor_time() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
