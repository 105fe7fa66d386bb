"""Attempts to become more than one is, and to open what is closed."""

import json
from collections.abc import Iterator

from end_to_end import roles
from end_to_end.least_privilege.place import Place, Trial
from end_to_end.roles import ACCOUNT

_EVERYTHING = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'
_BY_ANYBODY = (
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}]}'
)
_ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"
_ISSUER = "token.actions.githubusercontent.com"


def public(place: Place) -> Iterator[Trial]:
    own = f"{place.environment.prefix}-load-balancer-logs-{ACCOUNT}"
    acl = {"Bucket": own, "ACL": "public-read"}
    yield "make its bucket public", "s3", "put_bucket_acl", acl, "s3:PutBucketAcl"
    made = {"Bucket": f"{place.environment.prefix}-public", "ACL": "public-read"}
    yield "make a public bucket", "s3", "create_bucket", made, "s3:PutBucketAcl"
    item = {"Bucket": own, "Key": "x", "ACL": "public-read"}
    yield "make an object public", "s3", "put_object_acl", item, "s3:PutObjectAcl"
    policy = {"Bucket": own, "Policy": _readable(own)}
    yield "let anybody read its bucket", "s3", "put_bucket_policy", policy, "s3:PutBucketPolicy"
    account = {"AccountId": ACCOUNT}
    action = "s3:PutAccountPublicAccessBlock"
    yield "let the account be public", "s3control", "delete_public_access_block", account, action


def _readable(bucket: str) -> str:
    statement = {
        "Effect": "Allow",
        "Principal": "*",
        "Action": "s3:GetObject",
        "Resource": f"arn:aws:s3:::{bucket}/*",
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def more_than_it_is(place: Place) -> Iterator[Trial]:
    """A role that may more than the boundary allows, or one of its own that may."""
    prefix = place.environment.prefix
    boundary = f"arn:aws:iam::{ACCOUNT}:policy/healthcare-app-bootstrap-{place.name}-boundary"
    others = f"arn:aws:iam::{ACCOUNT}:policy/healthcare-app-bootstrap-{place.other.name}-boundary"
    made = {"RoleName": f"{prefix}-x", "AssumeRolePolicyDocument": _BY_ANYBODY}
    task = {"RoleName": place.task_role}
    for what, parameters in (
        ("make a role without the boundary", made),
        ("make a role within another boundary", {**made, "PermissionsBoundary": others}),
        ("make a role within AWS's policy", {**made, "PermissionsBoundary": _ADMINISTRATOR}),
        ("make a role of another name", {**made, "RoleName": "x", "PermissionsBoundary": boundary}),
    ):
        yield what, "iam", "create_role", parameters, "iam:CreateRole"
    bound = {**task, "PermissionsBoundary": others}
    action = "iam:PutRolePermissionsBoundary"
    yield "widen a boundary", "iam", "put_role_permissions_boundary", bound, action
    action = "iam:DeleteRolePermissionsBoundary"
    yield "take a boundary away", "iam", "delete_role_permissions_boundary", task, action
    given = {**task, "PolicyArn": _ADMINISTRATOR}
    yield "make a task administrator", "iam", "attach_role_policy", given, "iam:AttachRolePolicy"
    inline = {**task, "PolicyName": "x", "PolicyDocument": _EVERYTHING}
    yield "write a policy into a role", "iam", "put_role_policy", inline, "iam:PutRolePolicy"
    yield "make a user", "iam", "create_user", {"UserName": "x"}, "iam:CreateUser"
    yield "make keys", "iam", "create_access_key", {"UserName": "x"}, "iam:CreateAccessKey"


def bootstrap(place: Place) -> Iterator[Trial]:
    """Itself, the boundary, the provider of identities, and the key of states."""
    itself = {"RoleName": roles.apply(place.name).name}
    boundary = f"arn:aws:iam::{ACCOUNT}:policy/healthcare-app-bootstrap-{place.name}-boundary"
    own = f"arn:aws:iam::{ACCOUNT}:policy/healthcare-app-bootstrap-{place.name}-apply"
    provider = {"OpenIDConnectProviderArn": f"arn:aws:iam::{ACCOUNT}:oidc-provider/{_ISSUER}"}
    for what, operation, parameters, action in (
        (
            "give itself more",
            "attach_role_policy",
            {**itself, "PolicyArn": _ADMINISTRATOR},
            "AttachRolePolicy",
        ),
        ("free itself", "detach_role_policy", {**itself, "PolicyArn": own}, "DetachRolePolicy"),
        (
            "let others be it",
            "update_assume_role_policy",
            {**itself, "PolicyDocument": _BY_ANYBODY},
            "UpdateAssumeRolePolicy",
        ),
        ("end itself", "delete_role", itself, "DeleteRole"),
        (
            "change the boundary",
            "create_policy_version",
            {"PolicyArn": boundary, "PolicyDocument": _EVERYTHING, "SetAsDefault": True},
            "CreatePolicyVersion",
        ),
        (
            "change its policy",
            "create_policy_version",
            {"PolicyArn": own, "PolicyDocument": _EVERYTHING, "SetAsDefault": True},
            "CreatePolicyVersion",
        ),
        ("delete the boundary", "delete_policy", {"PolicyArn": boundary}, "DeletePolicy"),
        ("delete the provider", "delete_open_id_connect_provider", provider, "DeleteOpenIDConnectProvider"),
        (
            "trust others' tokens",
            "add_client_id_to_open_id_connect_provider",
            {**provider, "ClientID": "x"},
            "AddClientIDToOpenIDConnectProvider",
        ),
        (
            "make a provider",
            "create_open_id_connect_provider",
            {"Url": "https://example.com", "ThumbprintList": []},
            "CreateOpenIDConnectProvider",
        ),
    ):
        yield what, "iam", operation, parameters, f"iam:{action}"
    key = {"KeyId": place.state_key}
    claimed = {**key, "Tags": [{"TagKey": "environment", "TagValue": place.name}]}
    yield "delete the key of states", "kms", "schedule_key_deletion", key, "kms:ScheduleKeyDeletion"
    yield "claim the key of states", "kms", "tag_resource", claimed, "kms:TagResource"
    policy = {**key, "PolicyName": "default", "Policy": _EVERYTHING}
    yield "open the key of states", "kms", "put_key_policy", policy, "kms:PutKeyPolicy"
    yield "decrypt with the key of states", "kms", "decrypt", {**key, "CiphertextBlob": b"x"}, "kms:Decrypt"


def passed_on(place: Place) -> Iterator[Trial]:
    """Roles go to whom they are for, and no other."""
    task = f"arn:aws:iam::{ACCOUNT}:role/{place.task_role}"
    family = {"family": f"{place.environment.prefix}-x", "containerDefinitions": []}
    for what, role in (
        ("run tasks as itself", roles.apply(place.name).arn),
        ("run tasks as who deploys", roles.deploy(place.name).arn),
        ("run tasks as the other's", task.replace(place.environment.prefix, place.other.prefix)),
    ):
        yield what, "ecs", "register_task_definition", {**family, "taskRoleArn": role}, "iam:PassRole"
    tags = [{"Key": "application", "Value": "healthcare-app"}, {"Key": "environment", "Value": place.name}]
    logged = {
        "ResourceType": "VPC",
        "ResourceIds": [place.own_network],
        "TrafficType": "ALL",
        "LogGroupName": "x",
        "DeliverLogsPermissionArn": task,
        "TagSpecifications": [{"ResourceType": "vpc-flow-log", "Tags": tags}],
    }
    yield "log the network as a task", "ec2", "create_flow_logs", logged, "iam:PassRole"
