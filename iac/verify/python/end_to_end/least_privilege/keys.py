"""The user with keys, where somebody chose one: he takes on the pipelines' roles, and may do nothing else."""

import json
from collections.abc import Callable
from functools import partial

import boto3
from botocore.exceptions import ClientError

from end_to_end import roles
from end_to_end.facts import ENVIRONMENTS, REGION
from end_to_end.foundation import Foundation
from end_to_end.stage import Stage

_USER = "healthcare-app-bootstrap-pipelines"
_DENIED = {"AccessDenied", "AccessDeniedException", "UnauthorizedOperation"}


def check(stage: Stage) -> None:
    """Lay what bootstrap lays for somebody who wants keys, and be that user."""
    stage.sources.edit("shared/defaults.toml", "[github]", "[github]\nstatic_keys = true")
    chosen = stage.directory.parent / "static-keys"
    chosen.mkdir()
    stage.sources.render("bootstrap", chosen)
    Foundation.of(stage.address, chosen).lay()
    made = stage.client("iam", REGION).create_access_key(UserName=_USER)["AccessKey"]
    client = partial(
        boto3.client,
        region_name=REGION,
        endpoint_url=stage.address,
        aws_access_key_id=made["AccessKeyId"],
        aws_secret_access_key=made["SecretAccessKey"],
    )
    sts = client("sts")
    for environment in ENVIRONMENTS:
        for role in roles.all_of(environment)[:3]:
            taken = sts.assume_role(RoleArn=role.arn, RoleSessionName="keys")
            stage.expect.true(f"keys become {role.name}", taken["Credentials"]["SessionToken"])
    itself, states = {"UserName": _USER}, f"healthcare-app-terraform-state-{roles.ACCOUNT}"
    state = {"Bucket": states, "Key": "dev/terraform.tfstate"}
    anybody = {"AssumeRolePolicyDocument": json.dumps({"Version": "2012-10-17", "Statement": []})}
    for what, call in (
        ("list buckets", client("s3").list_buckets),
        ("read a state", partial(client("s3").get_object, **state)),
        ("look at networks", client("ec2").describe_vpcs),
        ("make more keys", partial(client("iam").create_access_key, **itself)),
        ("read what it may", partial(client("iam").list_attached_user_policies, **itself)),
        ("make a role", partial(client("iam").create_role, RoleName="x", **anybody)),
        ("make a key", client("kms").create_key),
    ):
        stage.expect.true(f"keys do not {what}", _code(call) in _DENIED, _code(call))
    _without_its_policy(stage, partial(sts.assume_role, RoleArn=role.arn, RoleSessionName="keys"))
    stage.expect.settle()


def _without_its_policy(stage: Stage, take_on: Callable[[], object]) -> None:
    """That the roles trust the user is not enough."""
    iam = stage.client("iam", REGION)
    attached = iam.list_attached_user_policies(UserName=_USER)["AttachedPolicies"]
    policy = stage.expect.one("policy of the user", attached)["PolicyArn"]
    iam.detach_user_policy(UserName=_USER, PolicyArn=policy)
    stage.expect.true("without its policy it becomes nobody", _code(take_on) in _DENIED)


def _code(call: Callable[[], object]) -> str:
    try:
        call()
    except ClientError as error:
        return str(error.response["Error"]["Code"])
    return "nothing"
