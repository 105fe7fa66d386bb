"""The stage that every scenario plays on: a copy of the root, a local AWS of its own, and Terraform."""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from end_to_end import processes
from end_to_end.expectations import Expectations, Unexpected
from end_to_end.facts import REGION
from end_to_end.roles import Role
from end_to_end.sources import Sources
from end_to_end.terraform import Terraform
from local_aws import credentials
from local_aws.access import web_identity

# Settings that would send Terraform somewhere else, or let it do something else.
_OWN = ("AWS_", "TF_", "HTTP_PROXY", "NO_PROXY")
_SECRETS = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing"}


@dataclass(frozen=True)
class Programs:
    terraform: str
    renderer: str


@dataclass(eq=False)
class Stage:
    directory: Path
    terraform: Terraform
    address: str
    calls: Path
    sources: Sources
    expect: Expectations = field(default_factory=Expectations)

    @classmethod
    @contextmanager
    def prepare(cls, root: str, repository: Path, work: Path, programs: Programs) -> Iterator["Stage"]:
        """Copy the root, start the local AWS, and stop it again whatever happens."""
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        directory = work / "root"
        shutil.copytree(
            repository / "generated" / root,
            directory,
            ignore=shutil.ignore_patterns(".terraform", "*_override.tf.json"),
        )
        sources = Sources(repository / "environments", programs.renderer, work / "edited")
        calls = work / "calls.jsonl"
        server = processes.start([sys.executable, "-m", "local_aws", str(calls)])
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            if not address:
                raise Unexpected("the local AWS did not start")
            print(f"the local AWS is at {address}", flush=True)
            terraform = Terraform(programs.terraform, directory, _environment(address))
            yield cls(directory, terraform, address, calls, sources)
        finally:
            processes.stop(server)

    def client(self, service: str, region: str, role: Role | None = None) -> Any:
        """Somebody else than Terraform: in a role, or the administrator, who looks at what is there."""
        return self._client(service, region, role)

    @cache  # noqa: B019 (a stage lasts as long as the process)
    def _client(self, service: str, region: str, role: Role | None) -> Any:
        keys = self._keys(role)
        return boto3.client(
            service,
            region_name=region,
            endpoint_url=self.address,
            aws_access_key_id=keys["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=keys["AWS_SECRET_ACCESS_KEY"],
            aws_session_token=keys.get("AWS_SESSION_TOKEN"),
            config=Config(proxies={"http": self.address}),  # for S3 Control, as in `_environment`
        )

    def terraform_as(self, role: Role) -> Terraform:
        """Terraform in a workflow, which has taken on a role."""
        return self.terraform.somebody(self._keys(role))

    def take_on(self, role: Role, token: str) -> dict[str, str]:
        """Take on a role with a workflow's token; the keys that AWS gives for it."""
        return credentials.take_on(self.address, role.arn, token)

    @cache  # noqa: B019
    def _keys(self, role: Role | None) -> dict[str, str]:
        if role is None:
            return _SECRETS
        if role.occasion is None:
            # ECS, which nobody here is, gives tasks their role; the administrator may take on any.
            sts = self.client("sts", REGION)
            return credentials.of(sts.assume_role(RoleArn=role.arn, RoleSessionName="task"))
        return self.take_on(role, web_identity.token(role.subject()))

    def blocks(self, *path: str) -> list[Any]:
        """What the root's files say at this path, file by file: its own words, for what it presupposes."""
        found = []
        for file in sorted(self.directory.glob("*.tf.json")):
            value = json.loads(file.read_text())
            for key in path:
                value = value.get(key, {}) if isinstance(value, dict) else {}
            if value:
                found.append(value)
        return found

    def state(self) -> Any:
        """The state, as it lies in its bucket."""
        return json.loads(self.state_bytes())

    def state_bytes(self) -> bytes:
        """The same, for who looks for what it must not say."""
        backend = self.expect.one("S3 backend", self.blocks("terraform", "backend", "s3"))
        stored = self.client("s3", backend["region"]).get_object(Bucket=backend["bucket"], Key=backend["key"])
        body: bytes = stored["Body"].read()
        return body

    def managed(self) -> list[str]:
        """What the state manages, by address."""
        resources = self.state()["resources"]
        return [f"{found['type']}.{found['name']}" for found in resources if found["mode"] == "managed"]

    def settle_calls(self) -> int:
        """No call was unknown to the local AWS, and none broke it; how many there were."""
        calls = [json.loads(line) for line in self.calls.read_text().splitlines()]
        unknown = [call for call in calls if call["status"] >= 500 or "gap" in call]
        self.expect.equal("calls that the local AWS does not know", unknown, [])
        self.expect.settle()
        return len(calls)


def _environment(address: str) -> dict[str, str]:
    """Of the developer's own settings only where providers come from reaches Terraform."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith(_OWN) or name == "TF_CLI_CONFIG_FILE"
    }
    return (
        kept
        | _SECRETS
        | {
            "AWS_ENDPOINT_URL": address,
            # S3 Control puts the account before the host, which no DNS knows: all plain HTTP ends here.
            "HTTP_PROXY": address,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "CHECKPOINT_DISABLE": "1",
            "TF_IN_AUTOMATION": "1",
        }
    )
