"""Real Terraform in a directory, against the local AWS."""

import json
import time
from pathlib import Path
from typing import Any

from end_to_end import processes
from end_to_end.expectations import Unexpected
from end_to_end.processes import Finished

_LIMIT = 600.0
NOTHING_TO_DO, CHANGES = 0, 2


class Terraform:
    def __init__(self, program: str, directory: Path, environment: dict[str, str]) -> None:
        self.directory = directory
        self._program = program
        self._environment = environment

    def init(self, *options: str) -> None:
        self._must("init", "-input=false", "-lockfile=readonly", *options)

    def validate(self) -> None:
        self._must("validate")

    def apply(self, *options: str) -> None:
        self._must("apply", "-input=false", "-auto-approve", *options)

    def destroy(self) -> None:
        self._must("destroy", "-input=false", "-auto-approve")

    def expect_nothing_to_do(self, when: str) -> None:
        code = self._run("plan", "-input=false", "-detailed-exitcode").code
        if code != NOTHING_TO_DO:
            raise Unexpected(f"the plan {when} is not empty (exit code {code})")

    def plan(self) -> list[dict[str, Any]]:
        """Plan into `terraform.tfplan`; the changes it would make."""
        finished = self._run("plan", "-input=false", "-detailed-exitcode", "-out=terraform.tfplan")
        if finished.code not in (NOTHING_TO_DO, CHANGES):
            raise Unexpected(f"`terraform plan` failed ({finished.code})")
        changes = self._show("terraform.tfplan").get("resource_changes", [])
        return [change for change in changes if change["change"]["actions"] not in (["no-op"], ["read"])]

    def refuse(self, why: str, *arguments: str) -> None:
        """Run a command that must fail for this reason."""
        finished = self._run(*arguments)
        if finished.code == 0 or why not in finished.text:
            raise Unexpected(f"`terraform {' '.join(arguments)}` was not refused with `{why}`")

    def resources(self) -> list[str]:
        """The addresses of all that the state manages."""
        listed = self._run("state", "list")
        return [line for line in listed.text.split() if not line.startswith("data.")]

    def _show(self, plan: str) -> dict[str, Any]:
        shown = self._run("show", "-json", plan, quiet=True)
        document: dict[str, Any] = json.loads(shown.text)
        return document

    def _must(self, *arguments: str) -> None:
        finished = self._run(*arguments)
        if finished.code != 0:
            raise Unexpected(f"`terraform {' '.join(arguments)}` failed ({finished.code})")

    def _run(self, *arguments: str, quiet: bool = False) -> Finished:
        command = list(arguments)
        if arguments[0] not in ("state", "show"):
            command.append("-no-color")
        print(f"\n$ terraform {' '.join(command)}", flush=True)
        started = time.monotonic()
        finished = processes.run(
            [self._program, *command], self.directory, self._environment, _LIMIT, quiet=quiet
        )
        print(
            f"# {arguments[0]}: exit code {finished.code} after {time.monotonic() - started:.1f} s",
            flush=True,
        )
        return finished
