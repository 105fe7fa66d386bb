"""AWS IAM. It is the same everywhere: its ARNs have no region."""

from collections.abc import Iterator

from local_aws.access import world
from local_aws.access.conditions import Value
from local_aws.access.questions.asking import Asking
from local_aws.access.verdicts import Question

_TAGS = {
    "CreateOpenIDConnectProvider": "iam:TagOpenIDConnectProvider",
    "CreatePolicy": "iam:TagPolicy",
    "CreateRole": "iam:TagRole",
    "CreateUser": "iam:TagUser",
}
# Who says what the boundary is: the call, or the role as it is.
_SAYS_BOUNDARY = {"CreateRole", "PutRolePermissionsBoundary"}
_OF_BOUNDARY = {
    "AttachRolePolicy",
    "DeleteRolePermissionsBoundary",
    "DeleteRolePolicy",
    "DetachRolePolicy",
    "PutRolePolicy",
}


def asked(call: Asking) -> Iterator[Question]:
    resources = list(_resources(call))
    yield from call.ask(f"iam:{call.operation}", resources, _context(call), call.tags())
    if call.operation in _TAGS and call.tags():
        yield from call.ask(_TAGS[call.operation], resources, tags=call.tags())


def _context(call: Asking) -> dict[str, Value]:
    said: dict[str, Value | None] = {"iam:policyarn": call.text("PolicyArn")}
    if call.operation in _SAYS_BOUNDARY:
        said["iam:permissionsboundary"] = call.text("PermissionsBoundary")
    elif call.operation in _OF_BOUNDARY:
        role = world.role_called(call.text("RoleName") or "")
        said["iam:permissionsboundary"] = role.permissions_boundary_arn if role else None
    if call.operation == "CreateServiceLinkedRole":
        said["iam:awsservicename"] = call.text("AWSServiceName")
    return {key: value for key, value in said.items() if value}


def _resources(call: Asking) -> Iterator[str]:
    path = call.text("Path") or "/"
    if name := call.text("RoleName"):
        role = world.role_called(name)
        yield role.arn if role else _arn(f"role{path}{name}")
    if name := call.text("UserName"):
        yield _arn(f"user{path}{name}")
    if call.operation == "CreatePolicy":
        yield _arn(f"policy{path}{call.text('PolicyName')}")
    if url := call.text("Url"):
        yield _arn(f"oidc-provider/{url.removeprefix('https://')}")
    if service := call.text("AWSServiceName"):
        yield _arn(f"role/aws-service-role/{service}/*")
    yield from call.texts("PolicyArn", "OpenIDConnectProviderArn")


def _arn(resource: str) -> str:
    return f"arn:aws:iam::{world.ACCOUNT}:{resource}"
