"""What every scenario plays on: a repository, the local AWS, the local GitHub, and runs before them."""

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3

from deployments import quick_aws
from deployments.outside import Outside
from deployments.programs import advisories
from end_to_end import processes
from end_to_end.expectations import Expectations, Unexpected
from end_to_end.facts import REGION
from end_to_end.foundation import Foundation
from local_aws.access import web_identity
from local_aws.access.world import ACCOUNT
from pipelines import act, building, events, for_act, stand_ins
from pipelines.act import Run
from pipelines.acting.credentials import SUBJECT
from pipelines.changes import Changes
from pipelines.github import ID, REPOSITORY, GitHub
from pipelines.hold import Held
from pipelines.origin import Change, Origin, PullRequest

# Settings that would send programs somewhere else, or let them do something else.
_OWN = ("ACT_", "AWS_", "CARGO", "GH_", "GITHUB_", "GIT_", "HTTP_PROXY", "NO_PROXY", "RUNNER_", "TF_")

# What a person's `gh` is told beside where the local GitHub is.
_PERSONAL = ("GH_TOKEN", "GH_REPO")


@dataclass(frozen=True)
class Programs:
    """The real ones."""

    act: str
    aws: str
    iac: str
    registry: str
    terraform: str


@dataclass(frozen=True)
class Said:
    """What a script said."""

    code: int
    output: str
    errors: str

    @property
    def text(self) -> str:
        return self.output + self.errors


@dataclass
class Stage:
    work: Path
    programs: Programs
    origin: Origin
    address: str
    calls: Path
    github: GitHub
    changes: Changes
    # Where states and plans are, and the ARN of the key that they are encrypted with.
    bucket: str
    key: str
    outside: Outside
    expect: Expectations = field(default_factory=Expectations)
    _runs: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    @contextmanager
    def prepare(cls, repository: Path, work: Path, programs: Programs) -> Iterator["Stage"]:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        origin = Origin(repository, work / "origin")
        origin.push("Build images in no time", building.put_in_place)
        advisories(work / "advisories")
        if wrong := stand_ins.mistakes(origin.directory):
            raise Unexpected("\n".join(wrong))
        _programs(work / "bin", programs)
        _metadata(repository, work)
        calls = work / "calls.jsonl"
        holds = work / "holds"
        holds.mkdir()
        aws = processes.start([sys.executable, "-m", "local_aws", str(calls), str(holds)])
        try:
            assert aws.stdout is not None
            address = aws.stdout.readline().strip()
            if not address:
                raise Unexpected("the local AWS did not start")
            print(f"the local AWS is at {address}", flush=True)
            changes = Changes(programs.iac)
            bucket, key = _lay_foundation(origin, address, changes)
            print("the account has what bootstrap makes, and a zone", flush=True)
            with (
                GitHub.start(work / "github.jsonl") as github,
                _outside(origin, address, work, programs) as outside,
                quick_aws.on_path(programs.aws, work) as quick,
            ):
                (work / "bin/aws").symlink_to(quick / "aws")
                yield cls(work, programs, origin, address, calls, github, changes, bucket, key, outside)
        finally:
            processes.stop(aws)

    @property
    def holds(self) -> Path:
        """Where the local AWS is told what to hold back."""
        return self.work / "holds"

    def client(self, service: str) -> Any:
        """An administrator who looks at what is there."""
        return _administrator(self.address, service)

    def propose(self, title: str, change: Change, of: str = REPOSITORY) -> PullRequest:
        """Open a pull request."""
        with self._lock:
            opened = self.github.call("POST", "pulls", {"title": title, "head": "change", "base": "main"})
            return self.origin.propose(opened["number"], title, change, of)

    def pull_request(self, workflow: str, request: PullRequest, **how: Any) -> Run:
        return self.run(workflow, "pull_request", events.pull_request(request), request.merged, **how)

    def push(self, workflow: str, commit: str, before: str, **how: Any) -> Run:
        return self.run(workflow, "push", events.push(before, commit), commit, **how)

    def dispatch(self, workflow: str, inputs: dict[str, Any], commit: str, **how: Any) -> Run:
        return self.run(workflow, "workflow_dispatch", events.dispatch(inputs), commit, **how)

    def schedule(self, workflow: str, **how: Any) -> Run:
        return self.run(workflow, "schedule", events.schedule(), self.origin.main, **how)

    def run(  # noqa: PLR0913 (each by its name)
        self,
        workflow: str,
        event: str,
        payload: dict[str, Any],
        commit: str,
        *,
        variables: dict[str, str] | None = None,
        secrets: dict[str, str] | None = None,
        environment: dict[str, str] | None = None,
        job: str | None = None,
        held: Held | None = None,
        dies_at: Path | None = None,
    ) -> Run:
        """Run a workflow at this commit, as GitHub would for this event; or one job, and what it needs."""
        with self._lock:
            self._runs += 1
            name = f"{self._runs}-{event}"
            directory = self.work / "runs" / name
            directory.mkdir(parents=True)
            self.origin.clone(commit, directory / "repository")
        for_act.adapt(directory / "repository")
        arguments = stand_ins.prepare(directory / "actions")
        # What is not our business to try here, and may have no secrets, has none.
        for option, values in (("--var", variables), ("--secret", secrets)):
            for key, value in (values or {}).items():
                arguments += [option, f"{key}={value}"]
        if job:
            arguments += ["--job", job]
        for key, value in (environment or {}).items():
            arguments += ["--env", f"{key}={value}"]
        for key, value in payload.get("inputs", {}).items():
            arguments += ["--input", f"{key}={str(value).lower() if isinstance(value, bool) else value}"]
        print(f"\n# {workflow} for {event}, as run {name}", flush=True)
        run = act.run(
            self.programs.act,
            name=name,
            workflow=workflow,
            event=event,
            payload=payload,
            directory=directory,
            arguments=arguments,
            environment=self.environment(directory) | (held.environment if held else {}),
            dies_at=dies_at,
        )
        for ended, result in run.jobs.items():
            print(f"  {ended}: {result}", flush=True)
        return run

    def keys_of(self, role: str, occasion: str) -> dict[str, str]:
        """Keys of a role, taken on as a workflow does at this occasion."""
        taken = self.client("sts").assume_role_with_web_identity(
            RoleArn=f"arn:aws:iam::{ACCOUNT}:role/{role}",
            RoleSessionName="somebody",
            WebIdentityToken=web_identity.token(f"{SUBJECT}:{occasion}"),
        )["Credentials"]
        return {
            "AWS_ACCESS_KEY_ID": taken["AccessKeyId"],
            "AWS_SECRET_ACCESS_KEY": taken["SecretAccessKey"],
            "AWS_SESSION_TOKEN": taken["SessionToken"],
        }

    def static_keys(self) -> tuple[str, str]:
        """Keys of the user who may take on the pipelines' roles: what the repository's secrets would be."""
        iam = self.client("iam")
        user = self.expect.one("user of the pipelines", iam.list_users()["Users"])["UserName"]
        key = iam.create_access_key(UserName=user)["AccessKey"]
        return key["AccessKeyId"], key["SecretAccessKey"]

    def script(
        self, name: str, *arguments: str, environment: dict[str, str], directory: Path | None = None
    ) -> Said:
        """Run one of the workflows' scripts as a person would: in the origin, or in a clone of it."""
        with self._lock:
            self._runs += 1
            home = self.work / "people" / f"{self._runs}"
        where = directory or self.origin.directory
        ran = subprocess.run(
            [where / ".github/scripts" / name, *arguments],
            env=self.environment(home) | environment,
            check=False,
            capture_output=True,
            text=True,
        )
        return Said(ran.returncode, ran.stdout, ran.stderr)

    def environment(self, directory: Path) -> dict[str, str]:
        """Of a runner, or of a person before this AWS and this GitHub; their home is in `directory`."""
        kept = {name: value for name, value in os.environ.items() if not name.upper().startswith(_OWN)}
        kept |= {name: os.environ[name] for name in ("TF_CLI_CONFIG_FILE",) if name in os.environ}
        home = directory / "home"
        home.mkdir(parents=True)
        return kept | {
            "PATH": f"{self.work / 'bin'}:{os.environ['PATH']}",
            **{key: value for key, value in self.github.environment.items() if key not in _PERSONAL},
            "HOME": str(home),
            "XDG_CACHE_HOME": str(home / ".cache"),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "PYTHONPATH": str(Path(__file__).parent.parent),
            "GITHUB_REPOSITORY": REPOSITORY,
            "PIPELINES_IAC": self.programs.iac,
            "PIPELINES_ORIGIN": str(self.origin.directory),
            "PIPELINES_PYTHON": sys.executable,
            "PIPELINES_WORK": str(self.work),
            "AWS_ENDPOINT_URL": self.address,
            # S3 Control puts the account before the host, which no DNS knows: all plain HTTP ends here.
            "HTTP_PROXY": self.address,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_PAGER": "",
            "CHECKPOINT_DISABLE": "1",
            "TF_IN_AUTOMATION": "1",
        }


def _lay_foundation(origin: Origin, address: str, changes: Changes) -> tuple[str, str]:
    """What a person did before: bootstrap, its key written into the environments' file, the domain's zone.

    With a user who may take on roles by static keys beside OIDC: which of them it is, is then a run's choice.
    """
    bootstrap = origin.directory / "generated/bootstrap"
    last = f"repository_id = {ID}"
    both = changes.of_file("shared/defaults.toml", last, f"{last}\nstatic_keys = true")
    origin.push("Have static keys too", both)
    key = Foundation.of(address, bootstrap).lay()
    defaults = (origin.directory / "environments/shared/defaults.toml").read_text()
    placeholder = next(line for line in defaults.splitlines() if line.startswith("kms_key_arn = "))
    origin.push(
        "Name the key", changes.of_file("shared/defaults.toml", placeholder, f'kms_key_arn = "{key}"')
    )
    zones = {
        zone["name"]
        for file in origin.directory.glob("generated/*/*.tf.json")
        for zone in json.loads(file.read_text()).get("data", {}).get("aws_route53_zone", {}).values()
    }
    for zone in zones:
        _administrator(address, "route53").create_hosted_zone(Name=zone, CallerReference=zone)
    backend = json.loads((bootstrap / "backend.tf.json").read_text())["terraform"]["backend"]["s3"]
    return backend["bucket"], key


@contextmanager
def _outside(origin: Origin, address: str, work: Path, programs: Programs) -> Iterator[Outside]:
    """The registry and the load balancers; and packages are had from where the machine has them."""
    listed = subprocess.run(
        [programs.iac, "-C", str(origin.directory), "services", "--format", "json"],
        check=True,
        capture_output=True,
        text=True,
    )
    place = work / "outside"
    place.mkdir()

    def client(service: str) -> Any:
        return _administrator(address, service)

    with Outside.start(client, json.loads(listed.stdout), place, programs.registry, beyond=True) as outside:
        yield outside


def _metadata(repository: Path, work: Path) -> None:
    """What the workflows' Cargo says of our packages."""
    command = ["cargo", "metadata", "--no-deps", "--format-version", "1", "--locked", "--offline"]
    said = subprocess.run(command, cwd=repository, check=True, capture_output=True, text=True)
    (work / "metadata.json").write_text(said.stdout)


def _administrator(address: str, service: str) -> Any:
    return boto3.client(
        service,
        region_name=REGION,
        endpoint_url=address,
        aws_access_key_id="testing",
        aws_secret_access_key="testing",  # noqa: S106 (there is no secret on this machine)
    )


def _programs(directory: Path, programs: Programs) -> None:
    """What the runner has on its path: the real programs, and a Cargo that does not compile for minutes."""
    directory.mkdir()
    (directory / "terraform").symlink_to(programs.terraform)
    for name in ("cargo", "sudo"):
        program = directory / name
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pipelines.{name} "$@"\n')
        program.chmod(0o755)
