"""Amazon S3. Many actions have another name than what is called; its ARNs have neither region nor account."""

from collections.abc import Iterator

from local_aws.access import world
from local_aws.access.conditions import Value
from local_aws.access.questions.asking import Asking
from local_aws.access.verdicts import Question

# Where IAM has another name for what is called.
_ACTIONS = {
    "CompleteMultipartUpload": "PutObject",
    "CopyObject": "PutObject",
    "CreateMultipartUpload": "PutObject",
    "DeleteBucketCors": "PutBucketCORS",
    "DeleteBucketEncryption": "PutEncryptionConfiguration",
    "DeleteBucketLifecycle": "PutLifecycleConfiguration",
    "DeleteBucketOwnershipControls": "PutBucketOwnershipControls",
    "DeleteBucketTagging": "PutBucketTagging",
    "DeleteObjects": "DeleteObject",
    "DeletePublicAccessBlock": "PutBucketPublicAccessBlock",
    "GetBucketAccelerateConfiguration": "GetAccelerateConfiguration",
    "GetBucketCors": "GetBucketCORS",
    "GetBucketEncryption": "GetEncryptionConfiguration",
    "GetBucketLifecycleConfiguration": "GetLifecycleConfiguration",
    "GetBucketNotificationConfiguration": "GetBucketNotification",
    "GetBucketReplication": "GetReplicationConfiguration",
    "GetObjectLockConfiguration": "GetBucketObjectLockConfiguration",
    "GetPublicAccessBlock": "GetBucketPublicAccessBlock",
    "HeadBucket": "ListBucket",
    "HeadObject": "GetObject",
    "ListBuckets": "ListAllMyBuckets",
    "ListObjectVersions": "ListBucketVersions",
    "ListObjects": "ListBucket",
    "ListObjectsV2": "ListBucket",
    "PutBucketCors": "PutBucketCORS",
    "PutBucketEncryption": "PutEncryptionConfiguration",
    "PutBucketLifecycleConfiguration": "PutLifecycleConfiguration",
    "PutBucketNotificationConfiguration": "PutBucketNotification",
    "PutPublicAccessBlock": "PutBucketPublicAccessBlock",
    "UploadPart": "PutObject",
}
_OF_VERSIONS = {"DeleteObject", "GetObject"}
_ENCRYPTION = "x-amz-server-side-encryption"


def asked(call: Asking) -> Iterator[Question]:
    action = _ACTIONS.get(call.operation, call.operation)
    bucket, key = call.text("Bucket"), call.text("Key")
    if call.operation == "DeleteObjects":
        for each in call.parameters["Delete"]["Objects"]:
            yield from _of_object(call, action, f"{bucket}/{each['Key']}", each.get("VersionId"))
        return
    if not key:
        yield from call.ask(f"s3:{action}", [f"arn:aws:s3:::{bucket}"] if bucket else [])
    else:
        yield from _of_object(call, action, f"{bucket}/{key}", call.text("VersionId"))
        yield from _keys(call, action, bucket or "", key)
    if call.header("x-amz-acl"):
        kind = "Object" if key else "Bucket"
        yield from call.ask(
            f"s3:Put{kind}Acl", [f"arn:aws:s3:::{bucket}/{key}" if key else f"arn:aws:s3:::{bucket}"]
        )


def _of_object(call: Asking, action: str, name: str, version: str | None) -> Iterator[Question]:
    if version and action in _OF_VERSIONS:
        action = f"{action}Version"
    said = {f"s3:{header}": call.header(header) for header in (_ENCRYPTION, f"{_ENCRYPTION}-aws-kms-key-id")}
    context: dict[str, Value] = {key: value for key, value in said.items() if value}
    yield from call.ask(f"s3:{action}", [f"arn:aws:s3:::{name}"], context)


def _keys(call: Asking, action: str, bucket: str, key: str) -> Iterator[Question]:
    """S3 encrypts and decrypts in the caller's name."""
    if action == "PutObject":
        plain = call.header(_ENCRYPTION) not in {None, "aws:kms"}
        master = call.header(f"{_ENCRYPTION}-aws-kms-key-id") or (None if plain else world.encrypting(bucket))
        if master:
            yield from call.through("s3", "kms:GenerateDataKey", master)
    elif action == "GetObject" and (master := world.encrypted(bucket, key)):
        yield from call.through("s3", "kms:Decrypt", master)
