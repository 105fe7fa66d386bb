"""Where the reader sits: a shell in a repository of its own, with an account and GitHub on this machine."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from account import reader
from account.terminal import with_typed
from deployments import quick_aws
from end_to_end import processes
from end_to_end.expectations import Expectations, Unexpected
from end_to_end.facts import REGION
from end_to_end.processes import Finished

_LIMIT = 900.0
# Settings that would send a program somewhere else, or let it do something else.
_OWN = ("AWS_", "TF_", "GH_", "GITHUB_", "GIT_", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")
_KEYS = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing"}
# Answers as often as Terraform may ask whether it is meant.
_YES = "yes\n" * 5


@dataclass(frozen=True)
class Programs:
    terraform: Path
    renderer: Path
    aws: Path
    registry: Path


@dataclass(eq=False)
class Desk:
    work: Path
    repository: Path
    programs: Programs
    stack: ExitStack
    address: str
    aws_calls: Path
    github_calls: Path
    environment: dict[str, str]
    expect: Expectations = field(default_factory=Expectations)

    @classmethod
    @contextmanager
    def prepare(cls, source: Path, work: Path, programs: Programs) -> Iterator["Desk"]:
        """Copy the repository, start both servers, and stop them again whatever happens."""
        shutil.rmtree(work, ignore_errors=True)
        (work / "home").mkdir(parents=True)
        repository = work / "repository"
        _copy(source, repository)
        _programs(work / "bin", programs)
        with ExitStack() as stack:
            aws_calls, github_calls = work / "aws.jsonl", work / "github.jsonl"
            os.environ["MOTO_ACCOUNT_ID"] = reader.ACCOUNT
            address = _serve(stack, "local_aws", str(aws_calls))
            name = f"{reader.OWNER}/{reader.REPOSITORY}"
            numbers = (str(reader.OWNER_ID), str(reader.REPOSITORY_ID))
            github = json.loads(_serve(stack, "local_github", str(github_calls), name, *numbers))
            quick = stack.enter_context(quick_aws.on_path(str(programs.aws), work))
            environment = _environment(f"{quick}:{work / 'bin'}", work, address) | github
            desk = cls(work, repository, programs, stack, address, aws_calls, github_calls, environment)
            desk.run("git init --quiet && git add --all && git commit --quiet --message Everything")
            yield desk

    def run(self, commands: str) -> Finished:
        """Have bash run what a person would type, who says yes to what he is asked; all of it must pass."""
        finished = self.attempt(commands)
        if finished.code != 0:
            raise Unexpected(f"exit code {finished.code} from:\n{commands}")
        return finished

    def attempt(self, commands: str) -> Finished:
        """As `run`, whatever comes of it."""
        shell = ["bash", "-euo", "pipefail", "-c", commands]
        with with_typed(_YES) as typed:
            return processes.run(shell, self.repository, self.environment, _LIMIT, typed)

    def quietly(self, command: str) -> str:
        """What a command prints."""
        shell = ["bash", "-euo", "pipefail", "-c", command]
        printed = subprocess.run(
            shell, cwd=self.repository, env=self.environment, check=True, capture_output=True, timeout=_LIMIT
        )
        return printed.stdout.decode()

    @cache  # noqa: B019 (a desk lasts as long as the process)
    def client(self, service: str) -> Any:
        """Somebody else who looks at what is there."""
        return boto3.client(
            service,
            region_name=REGION,
            endpoint_url=self.address,
            aws_access_key_id=_KEYS["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=_KEYS["AWS_SECRET_ACCESS_KEY"],
            config=Config(proxies={"http": self.address}),
        )

    def github(self, path: str) -> Any:
        """What GitHub answers somebody else who looks."""
        return json.loads(self.quietly(f"gh api 'repos/{reader.OWNER}/{reader.REPOSITORY}/{path}'"))

    def sealed(self) -> dict[str, str]:
        """The secrets that GitHub was last given, which it tells nobody but the log of this test."""
        calls = [json.loads(line) for line in self.github_calls.read_text().splitlines()]
        return {call["path"].rsplit("/", 1)[-1]: call["noted"] for call in calls if "noted" in call}

    def settle_calls(self) -> int:
        """No call was unknown to either server, and none broke one; how many there were."""
        count = 0
        for log in (self.aws_calls, self.github_calls):
            calls = [json.loads(line) for line in log.read_text().splitlines()]
            unknown = [call for call in calls if call["status"] >= 500 or "gap" in call]
            self.expect.equal(f"calls in {log.name} that the server does not know", unknown, [])
            count += len(calls)
        self.expect.settle()
        return count


def _serve(stack: ExitStack, module: str, *arguments: str) -> str:
    """Start a server; its first line says where it is."""
    server = processes.start([sys.executable, "-m", module, *arguments])
    stack.callback(processes.stop, server)
    assert server.stdout is not None
    line = server.stdout.readline().strip()
    if not line:
        raise Unexpected(f"{module} did not start")
    return line


def _copy(source: Path, repository: Path) -> None:
    """What is committed or may be: everything but what Git ignores."""
    listing = ["git", "-C", str(source), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(listing, check=True, capture_output=True, timeout=_LIMIT).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (source / name).is_file():
            target = repository / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source / name, target)


def _programs(directory: Path, programs: Programs) -> None:
    """Put what this run uses before the machine's own."""
    directory.mkdir()
    terraform = shutil.which(programs.terraform)
    if not terraform:
        raise Unexpected(f"there is no {programs.terraform}")
    (directory / "terraform").symlink_to(Path(terraform).absolute())
    cargo = directory / "cargo"
    # The program is built already; anything else than running it would be news.
    cargo.write_text(
        f"""#!/bin/sh
case "$*" in
    "run -p iac -- "*) shift 4 ;;
    "run --quiet --package iac -- "*) shift 5 ;;
    *) echo "cargo stands here only for \\`cargo run -p iac\\`, not for: $*" >&2; exit 64 ;;
esac
exec {programs.renderer} "$@"
"""
    )
    cargo.chmod(0o755)


def _environment(path: str, work: Path, address: str) -> dict[str, str]:
    """Of the developer's own settings only where providers come from reaches the shell."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith(_OWN) or name == "TF_CLI_CONFIG_FILE"
    }
    people = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "A reader"), ("EMAIL", "reader@a-clinic.org"))
    }
    return (
        kept
        | _KEYS
        | people
        | {
            "HOME": str(work / "home"),
            "PATH": f"{path}:{os.environ['PATH']}",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "AWS_ENDPOINT_URL": address,
            # S3 Control puts the account before the host, which no DNS knows: all plain HTTP ends here.
            "HTTP_PROXY": address,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "CHECKPOINT_DISABLE": "1",
            **{f"TF_CLI_ARGS_{command}": "-no-color" for command in ("init", "apply", "destroy")},
        }
    )
