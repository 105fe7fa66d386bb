"""What Terraform asked of the local AWS, against what the pipelines' roles may do.

By actions alone: on which resources, and under which conditions, is not looked at here.
"""

import json
from typing import Any

from end_to_end.facts import Environment
from end_to_end.stage import Stage

# Where IAM has another name for what is called.
_SERVICES = {"monitoring": "cloudwatch"}
_ACTIONS = {
    "s3:DeleteBucketEncryption": "s3:PutEncryptionConfiguration",
    "s3:DeleteBucketLifecycle": "s3:PutLifecycleConfiguration",
    "s3:DeleteBucketOwnershipControls": "s3:PutBucketOwnershipControls",
    "s3:DeleteObjects": "s3:DeleteObject",
    "s3:DeletePublicAccessBlock": "s3:PutBucketPublicAccessBlock",
    "s3:GetBucketAccelerateConfiguration": "s3:GetAccelerateConfiguration",
    "s3:GetBucketCors": "s3:GetBucketCORS",
    "s3:GetBucketEncryption": "s3:GetEncryptionConfiguration",
    "s3:GetBucketLifecycleConfiguration": "s3:GetLifecycleConfiguration",
    "s3:GetBucketNotificationConfiguration": "s3:GetBucketNotification",
    "s3:GetBucketReplication": "s3:GetReplicationConfiguration",
    "s3:GetObjectLockConfiguration": "s3:GetBucketObjectLockConfiguration",
    "s3:GetPublicAccessBlock": "s3:GetBucketPublicAccessBlock",
    "s3:HeadBucket": "s3:ListBucket",
    "s3:HeadObject": "s3:GetObject",
    "s3:ListObjectVersions": "s3:ListBucketVersions",
    "s3:ListObjectsV2": "s3:ListBucket",
    "s3:PutBucketEncryption": "s3:PutEncryptionConfiguration",
    "s3:PutBucketLifecycleConfiguration": "s3:PutLifecycleConfiguration",
    "s3:PutBucketNotificationConfiguration": "s3:PutBucketNotification",
    "s3:PutPublicAccessBlock": "s3:PutBucketPublicAccessBlock",
}
# Nobody needs leave to ask who he is.
_FREE = {"sts:GetCallerIdentity"}


def asked(stage: Stage, since: int = 0) -> set[str]:
    """What Terraform has asked for since so many calls, as IAM calls it."""
    lines = stage.calls.read_text().splitlines()[since:]
    calls = [call for call in map(json.loads, lines) if call["by"] == "terraform"]
    return {_named(call) for call in calls} - _FREE


def calls_so_far(stage: Stage) -> int:
    return len(stage.calls.read_text().splitlines())


def check(stage: Stage, environment: Environment, planned: set[str]) -> None:
    """The apply role may what Terraform asked for, and the plan role what it asked for to plan."""
    bootstrap = stage.directory.parent / "bootstrap"
    bootstrap.mkdir()
    stage.sources.render("bootstrap", bootstrap)
    pipelines = json.loads((bootstrap / "pipelines.tf.json").read_text())["resource"]
    done = asked(stage)
    stage.expect.true("a plan looks at much, and a life does more", 40 < len(planned) < len(done))
    apply = _allowed(pipelines, f"{environment.name}_apply")
    stage.expect.equal("what Terraform does and the apply role may not", sorted(done - apply), [])
    plan = _allowed(pipelines, f"{environment.name}_plan_pull_request")
    stage.expect.equal("what a plan asks for and its role may not", sorted(planned - plan), [])
    stage.expect.settle()


def _named(call: dict[str, Any]) -> str:
    service = _SERVICES.get(call["service"], call["service"])
    called = f"{service}:{call['action']}"
    return _ACTIONS.get(called, called)


def _allowed(pipelines: dict[str, Any], role: str) -> set[str]:
    """The actions that the role's policies allow, wherever."""
    attached = [
        attachment["policy_arn"].split(".")[1]
        for attachment in pipelines["aws_iam_role_policy_attachment"].values()
        if attachment["role"] == f"${{aws_iam_role.{role}.name}}"
    ]
    policies = [json.loads(pipelines["aws_iam_policy"][name]["policy"]) for name in attached]
    statements = [statement for policy in policies for statement in policy["Statement"]]
    return {
        action for statement in statements if statement["Effect"] == "Allow" for action in statement["Action"]
    }
