"""aws-actions/configure-aws-credentials: a role taken on before the local AWS, by OIDC or from a key.

By OIDC only where the job may ask for a token, and then with the subject that GitHub would put into it.
"""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from local_aws.access import web_identity
from pipelines import hold
from pipelines.github import ID, NAME, OWNER, OWNER_ID

# The repository, as tokens name it since July 2026.
SUBJECT = f"repo:{OWNER}@{OWNER_ID}/{NAME}@{ID}"


def act(inputs: dict[str, str]) -> dict[str, str]:
    role = inputs["role-to-assume"]
    hold.before(f"taking on {role.rsplit('/', 1)[-1]}")
    taken = _by_key(inputs, role) if "aws-access-key-id" in inputs else _by_token(inputs, role)
    account = role.split(":")[4]
    allowed = inputs.get("allowed-account-ids", account)
    if account not in allowed.split(","):
        raise SystemExit(f"::error::the account {account} is none of {allowed}")
    credentials = taken["Credentials"]
    exported = {
        "AWS_ACCESS_KEY_ID": credentials["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": credentials["SecretAccessKey"],
        "AWS_SESSION_TOKEN": credentials["SessionToken"],
        "AWS_REGION": inputs["aws-region"],
        "AWS_DEFAULT_REGION": inputs["aws-region"],
    }
    with Path(os.environ["GITHUB_ENV"]).open("a") as file:
        file.writelines(f"{name}={value}\n" for name, value in exported.items())
    return {"aws-account-id": account}


def _by_token(inputs: dict[str, str], role: str) -> Any:
    if "id-token=write" not in os.environ["PIPELINES_PERMISSIONS"].split(","):
        raise SystemExit("::error::this job has no `id-token: write`, so GitHub gives it no token")
    token = web_identity.token(f"{SUBJECT}:{_occasion()}", inputs["audience"])
    return _sts(inputs, "assume-role-with-web-identity", role, {}, "--web-identity-token", token)


def _by_key(inputs: dict[str, str], role: str) -> Any:
    keys = {
        "AWS_ACCESS_KEY_ID": inputs["aws-access-key-id"],
        "AWS_SECRET_ACCESS_KEY": inputs["aws-secret-access-key"],
    }
    return _sts(inputs, "assume-role", role, keys)


def _sts(inputs: dict[str, str], call: str, role: str, keys: dict[str, str], *arguments: str) -> Any:
    command = ["aws", "sts", call, "--role-arn", role, "--role-session-name", "GitHubActions", *arguments]
    said = subprocess.run(
        [*command, "--region", inputs["aws-region"], "--output", "json"],
        env={**os.environ, **keys},
        check=False,
        capture_output=True,
        text=True,
    )
    if said.returncode:
        raise SystemExit(f"::error::{said.stderr.strip()}")
    return json.loads(said.stdout)


def _occasion() -> str:
    """The end of the subject: the job's environment, or else what the run is for, as GitHub has it."""
    if environment := os.environ.get("PIPELINES_ENVIRONMENT"):
        return f"environment:{environment}"
    if os.environ["GITHUB_EVENT_NAME"] == "pull_request":
        return "pull_request"
    return f"ref:{os.environ['GITHUB_REF']}"
