"""Where cases play: the local AWS, the registry, the load balancers, and two environments, just applied."""

import hashlib
import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import boto3

from deployments import images, quick_aws, stack
from deployments.outside import Outside
from end_to_end import processes
from end_to_end.expectations import Expectations, Unexpected

_REGION = "us-east-1"
_LIMIT = 300.0
_LINE = 400
# Settings of the developer's that would send the scripts somewhere else.
_OWN = ("AWS_", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "GITHUB_", "SSL_CERT", "CURL_")
_SECRETS = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing"}


@dataclass(frozen=True)
class Programs:
    aws: str
    renderer: str
    registry: str


@dataclass(frozen=True)
class Ended:
    """How a script ended; what it printed for the next, and what for people."""

    code: int
    output: str
    said: str


@dataclass(eq=False)
class World:
    repository: Path
    work: Path
    facts: dict[str, Any]
    expect: Expectations = field(default_factory=Expectations)
    environment: dict[str, str] = field(default_factory=dict)
    address: str = ""
    outside: Outside = field(init=False)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    @classmethod
    @contextmanager
    def made(cls, repository: Path, work: Path, programs: Programs) -> Iterator["World"]:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        listed = subprocess.run(
            [programs.renderer, "services", "--format", "json"],
            cwd=repository,
            capture_output=True,
            check=True,
            text=True,
        )
        world = cls(clone(repository, work / "repository"), work, json.loads(listed.stdout))
        with ExitStack() as stage:
            server = processes.start([sys.executable, "-m", "local_aws", str(work / "calls.jsonl")])
            stage.callback(processes.stop, server)
            assert server.stdout is not None
            world.address = server.stdout.readline().strip()
            bin_folder = stage.enter_context(quick_aws.on_path(programs.aws, work))
            world.outside = stage.enter_context(
                Outside.start(world.client, world.facts, work, programs.registry)
            )
            for found in world.facts["environments"]:
                mine = [each for each in world.facts["deployments"] if each["environment"] == found["name"]]
                stack.make(world.client, repository / found["directory"], mine)
            world.environment = world._environment(bin_folder)
            yield world

    @cache  # noqa: B019 (a world lasts as long as the process)
    def client(self, service: str) -> Any:
        return boto3.client(
            service,
            region_name=_REGION,
            endpoint_url=self.address,
            aws_access_key_id=_SECRETS["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=_SECRETS["AWS_SECRET_ACCESS_KEY"],
        )

    def teach(self, kind: str, about: str, lesson: Any = None) -> None:
        """Teach the local AWS how something goes from now on; without a lesson, as it should."""
        taught = json.dumps({"kind": kind, "about": about, "lesson": lesson}).encode()
        with urllib.request.urlopen(f"{self.address}/local-aws/lessons", taught):  # noqa: S310 (our own)
            pass

    def image(
        self, commit: str = "", program: str = "", architecture: str = "arm64"
    ) -> tuple[Path, str, str]:
        """An image of its own, unless a commit is given: its folder, its commit and its digest."""
        number = str(next(self._numbers))
        commit = commit or hashlib.sha1(number.encode(), usedforsecurity=False).hexdigest()
        folder = self.work / "images" / number
        digest = images.build(folder, commit, program, architecture)
        return folder, commit, digest

    def run(self, script: str, *arguments: str, **environment: str) -> Ended:
        """Run a script as a person does."""
        process = self.start(script, *arguments, **environment)
        try:
            output, said = process.communicate(timeout=_LIMIT)
        except subprocess.TimeoutExpired as late:
            process.kill()
            raise Unexpected(f"{script} did not end:\n{process.communicate()[1]}") from late
        shown = "\n".join(line[:_LINE] for line in f"{output}{said}".splitlines())
        print(f"$ {script} {' '.join(arguments)}\n{shown}", flush=True)
        return Ended(process.returncode, output.strip(), said)

    def start(self, script: str, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [self.repository / ".github/scripts/application" / script, *arguments],
            cwd=self.work,
            env={**self.environment, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def kill(self, process: subprocess.Popen[str], how: signal.Signals = signal.SIGKILL) -> None:
        """End a script with all that it started."""
        os.killpg(process.pid, how)
        process.communicate(timeout=120)

    def commits(self, count: int) -> list[str]:
        """The newest commits of the repository, the newest first."""
        history = ["git", "-C", str(self.repository), "rev-list", f"--max-count={count}", "HEAD"]
        return subprocess.run(history, capture_output=True, check=True, text=True).stdout.split()

    def _environment(self, programs: Path) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.upper().startswith(_OWN)}
        own = {
            "PATH": f"{programs}:{os.environ['PATH']}",
            "FACTS": json.dumps(self.facts),
            "AWS_ENDPOINT_URL": self.address,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "DEPLOY_PAUSE_SECONDS": "0.2",
            "DEPLOY_LIMIT_SECONDS": "20",
            "MIGRATE_LIMIT_SECONDS": "120",
            "SMOKE_LIMIT_SECONDS": "2",
        }
        return {**kept, **_SECRETS, **own, **self.outside.environment}


def clone(repository: Path, into: Path) -> Path:
    """A clone with workflows, scripts and services as they are here, whether they are committed or not."""
    command = ["git", "clone", "--quiet", "--shared", str(repository), str(into)]
    subprocess.run(command, check=True)
    leave_out = shutil.ignore_patterns("target", "node_modules", "__pycache__")
    for part in (".github", "apps", "generated"):
        shutil.copytree(repository / part, into / part, dirs_exist_ok=True, ignore=leave_out)
    return into
