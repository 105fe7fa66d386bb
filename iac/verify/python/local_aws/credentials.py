"""The keys of a role, for whoever has a workflow's token.

`python -m local_aws.credentials ADDRESS ROLE-ARN SUBJECT` takes on the role as a workflow with this subject,
and prints the three variables in which AWS's tools look for keys.
"""

import sys
from collections.abc import Mapping
from typing import Any

import boto3
from botocore import UNSIGNED
from botocore.config import Config

from local_aws.access import web_identity


def take_on(address: str, role: str, token: str, session: str = "workflow") -> dict[str, str]:
    """Take on a role; what AWS gives for the token, as variables of the environment."""
    sts = boto3.client(
        "sts",
        region_name="us-east-1",
        endpoint_url=address,
        config=Config(signature_version=UNSIGNED),
    )
    answer = sts.assume_role_with_web_identity(
        RoleArn=role,
        RoleSessionName=session,
        WebIdentityToken=token,
    )
    return of(answer)


def of(answer: Mapping[str, Any]) -> dict[str, str]:
    """The keys in AWS's answer, as variables of the environment."""
    taken = answer["Credentials"]
    return {
        "AWS_ACCESS_KEY_ID": taken["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": taken["SecretAccessKey"],
        "AWS_SESSION_TOKEN": taken["SessionToken"],
    }


if __name__ == "__main__":
    for name, value in take_on(sys.argv[1], sys.argv[2], web_identity.token(sys.argv[3])).items():
        print(f"{name}={value}")
