"""S3's block of public access, which moto stores and does not heed: nobody makes public what must not be.

<https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html>
"""

from local_aws.access import world
from local_aws.access.documents import Statement, parse
from local_aws.calls import Call

# With one of these, a statement is for somebody in particular.
_FIXED = frozenset(
    {
        "aws:principalaccount",
        "aws:principalarn",
        "aws:sourceaccount",
        "aws:sourcearn",
        "aws:sourceowner",
    }
)
_PUBLIC_ACLS = {"authenticated-read", "public-read", "public-read-write"}


def refused(call: Call) -> tuple[str, str] | None:
    """Which action would make something public that must not be, and what prevents it."""
    if call.model != "s3":
        return None
    said = call.parameters()
    bucket = said.get("Bucket", "")
    if call.operation == "PutBucketPolicy" and world.blocks(bucket, "block_public_policy"):
        document = parse(bucket, said["Policy"])
        if any(_is_public(statement) for statement in document.statements):
            return "s3:PutBucketPolicy", "because public policies are prevented by BlockPublicPolicy"
    acl = call.header("x-amz-acl")
    if acl in _PUBLIC_ACLS and world.blocks(bucket, "block_public_acls"):
        kind = "Object" if said.get("Key") else "Bucket"
        return f"s3:Put{kind}Acl", "because public ACLs are prevented by BlockPublicAcls"
    return None


def _is_public(statement: Statement) -> bool:
    anybody = "*" in statement.principals.get("AWS", ())
    named = any(condition.key in _FIXED for condition in statement.conditions)
    return statement.allows and anybody and not named
