"""Attempts on states, plans, and the bucket that they are in."""

from collections.abc import Iterator

from end_to_end.least_privilege.place import Place, Trial
from end_to_end.roles import ACCOUNT

_STATES = f"healthcare-app-terraform-state-{ACCOUNT}"
_EVERYTHING = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'


def others_states(place: Place, *, write: bool) -> Iterator[Trial]:
    for root in ("bootstrap", place.other.name):
        state = {"Bucket": _STATES, "Key": f"{root}/terraform.tfstate"}
        lock = {"Bucket": _STATES, "Key": f"{root}/terraform.tfstate.tflock"}
        yield f"read the state of {root}", "s3", "get_object", state, "s3:GetObject"
        if write:
            yield f"write the state of {root}", "s3", "put_object", state, "s3:PutObject"
            yield f"hold the lock of {root}", "s3", "put_object", lock, "s3:PutObject"
            yield f"free the lock of {root}", "s3", "delete_object", lock, "s3:DeleteObject"
            yield f"delete the state of {root}", "s3", "delete_object", state, "s3:DeleteObject"
    plan = {"Bucket": _STATES, "Key": f"plans/0a1b/{place.other.name}"}
    yield "read the other's plan", "s3", "get_object", plan, "s3:GetObject"
    yield "write the other's plan", "s3", "put_object", plan, "s3:PutObject"


def own_state(place: Place) -> Iterator[Trial]:
    state = {"Bucket": _STATES, "Key": f"{place.name}/terraform.tfstate"}
    yield "write the state", "s3", "put_object", state, "s3:PutObject"
    yield "delete the state", "s3", "delete_object", state, "s3:DeleteObject"


def plans(place: Place) -> Iterator[Trial]:
    plan = {"Bucket": _STATES, "Key": f"plans/0a1b/{place.name}"}
    yield "save a plan", "s3", "put_object", plan, "s3:PutObject"
    yield "read a plan", "s3", "get_object", plan, "s3:GetObject"


def bucket_of_states() -> Iterator[Trial]:
    bucket = {"Bucket": _STATES}
    yield "delete the bucket of states", "s3", "delete_bucket", bucket, "s3:DeleteBucket"
    yield "free it of its policy", "s3", "delete_bucket_policy", bucket, "s3:DeleteBucketPolicy"
    policy = {**bucket, "Policy": _EVERYTHING}
    yield "give it a policy", "s3", "put_bucket_policy", policy, "s3:PutBucketPolicy"
    yield (
        "keep no versions of states",
        "s3",
        "put_bucket_versioning",
        {**bucket, "VersioningConfiguration": {"Status": "Suspended"}},
        "s3:PutBucketVersioning",
    )
    yield "leave states plain", "s3", "delete_bucket_encryption", bucket, "s3:PutEncryptionConfiguration"
    yield (
        "change how long states last",
        "s3",
        "delete_bucket_lifecycle",
        bucket,
        "s3:PutLifecycleConfiguration",
    )
