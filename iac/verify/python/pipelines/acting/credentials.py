"""aws-actions/configure-aws-credentials: a role taken on before the local AWS, by OIDC or from a key.

By OIDC only where the job may ask for a token, and then with the subject that GitHub would put into it.
"""

import base64
import json
import os
import time
from pathlib import Path
from typing import Any

import boto3

from pipelines import hold

# The repository, as tokens name it since July 2026.
SUBJECT = "repo:example-org@12345678/healthcare-app@987654321"
_AUDIENCE = "sts.amazonaws.com"
_HOURS = 3600


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
    token = _token(inputs["audience"])
    return _sts(inputs).assume_role_with_web_identity(
        RoleArn=role, RoleSessionName="GitHubActions", WebIdentityToken=token
    )


def _by_key(inputs: dict[str, str], role: str) -> Any:
    keys = {
        "aws_access_key_id": inputs["aws-access-key-id"],
        "aws_secret_access_key": inputs["aws-secret-access-key"],
    }
    return _sts(inputs, **keys).assume_role(RoleArn=role, RoleSessionName="GitHubActions")


def _sts(inputs: dict[str, str], **keys: str) -> Any:
    unsigned = {"aws_access_key_id": "nobody", "aws_secret_access_key": "nobody"}
    return boto3.client("sts", region_name=inputs["aws-region"], **(keys or unsigned))


def _token(audience: str) -> str:
    """What GitHub's token says; the signature is not looked at here."""
    now = int(time.time())
    claims = {
        "iss": "https://token.actions.githubusercontent.com",
        "aud": audience,
        "sub": f"{SUBJECT}:{_occasion()}",
        "iat": now,
        "exp": now + _HOURS,
    }
    parts = [{"alg": "RS256", "typ": "JWT"}, claims, {}]
    return ".".join(
        base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts
    )


def _occasion() -> str:
    """The end of the subject: the job's environment, or else what the run is for, as GitHub has it."""
    if environment := os.environ.get("PIPELINES_ENVIRONMENT"):
        return f"environment:{environment}"
    if os.environ["GITHUB_EVENT_NAME"] == "pull_request":
        return "pull_request"
    return f"ref:{os.environ['GITHUB_REF']}"
