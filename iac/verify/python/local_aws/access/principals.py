"""Who calls: the account's administrator, a user, or somebody who has taken on a role."""

from typing import Any

from moto.sts.models import sts_backends

from local_aws.access import world
from local_aws.access.documents import Document, parse
from local_aws.access.unknown import Unknown
from local_aws.access.verdicts import Principal

# The key of the account's administrator, who may do everything and is not judged.
ADMINISTRATOR = "testing"


class Stranger(Exception):
    """Nobody has this key, or not with this token."""


def of(key: str, token: str | None) -> Principal:
    """Whose key it is, with what his policies say now."""
    for session in sts_backends[world.ACCOUNT]["aws"].assumed_roles:
        if session.access_key_id == key and session.session_token == token:
            role = world.iam().get_role_by_arn(session.role_arn)
            return _principal(session.arn, role.arn, role)
    user = world.iam().get_user_from_access_key_id(key)
    if user is None or token:
        raise Stranger(key)
    if world.iam().get_groups_for_user(user.name):
        raise Unknown(f"groups, of which {user.name} is in one")
    return _principal(user.arn, None, user)


def _principal(arn: str, role: str | None, owner: Any) -> Principal:
    inline = [parse(name, document) for name, document in owner.policies.items()]
    boundary = owner.permissions_boundary_arn if role else None
    return Principal(
        arn=arn,
        role=role,
        account=world.ACCOUNT,
        policies=(*map(_managed, owner.managed_policies), *inline),
        boundary=_managed(boundary) if boundary else None,
    )


def _managed(arn: str) -> Document:
    policy = world.iam().managed_policies[arn]
    version = next(each for each in policy.versions if each.version_id == policy.default_version_id)
    return parse(policy.name, version.document)
