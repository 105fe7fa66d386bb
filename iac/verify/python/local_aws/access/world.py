"""What there is on the local AWS, as far as it matters for judging: tags, and policies of what is there."""

from typing import Any

from moto.acm.models import acm_backends
from moto.backup.models import backup_backends
from moto.core import DEFAULT_ACCOUNT_ID
from moto.ec2.models import ec2_backends
from moto.iam.models import iam_backends
from moto.kms.models import kms_backends
from moto.s3.models import s3_backends
from moto.s3control.models import s3control_backends
from moto.secretsmanager.models import secretsmanager_backends
from moto.sns.models import sns_backends

from local_aws.access.documents import Document, parse
from local_aws.access.verdicts import Guard
from local_aws.gaps import application_autoscaling

ACCOUNT: str = DEFAULT_ACCOUNT_ID
_PARTITION = "aws"
# The services of whose resources the tags are known here.
TAGGED = frozenset({"acm", "application-autoscaling", "backup", "ec2", "kms"})


def iam() -> Any:
    return iam_backends[ACCOUNT][_PARTITION]


def tags_of(arn: str) -> dict[str, str]:
    """The tags of something that is there; nothing has none."""
    service, region, _, resource = arn.split(":", 5)[2:]
    name = resource.partition("/")[2]
    if service == "ec2":
        return dict(ec2_backends[ACCOUNT][region].tags.get(name, {}))
    if service == "kms":
        return dict(kms_backends[ACCOUNT][region].tagger.get_tag_dict_for_resource(name))
    if service == "acm":
        certificate = acm_backends[ACCOUNT][region]._certificates.get(arn)
        return dict(certificate.tags) if certificate else {}
    if service == "backup":
        return dict(backup_backends[ACCOUNT][region].tagger.get_tag_dict_for_resource(arn))
    return application_autoscaling.tags_of(arn)


def guard_of(action: str, arn: str) -> Guard | None:
    """The policy of the resource itself, where it has one."""
    if arn == "*":
        return None
    service, region, _, resource = arn.split(":", 5)[2:]
    if service == "kms" and (found := kms_backends[ACCOUNT][region].keys.get(resource.removeprefix("key/"))):
        return Guard(parse(arn, found.policy), binds=True)
    if service == "iam" and action == "sts:AssumeRole" and (trusted := role(arn)):
        return Guard(trusted, binds=True)
    if service == "s3" and (bucket := _bucket(resource.partition("/")[0])) and bucket.policy:
        return Guard(parse(arn, bucket.policy.decode()), binds=False)
    if service == "sns" and (topic := sns_backends[ACCOUNT][region].topics.get(arn)):
        return Guard(parse(arn, topic.policy), binds=False)
    return None


def role_called(name: str) -> Any:
    """The role of this name, if there is one."""
    return next((each for each in list(iam().roles.values()) if each.name == name), None)


def role(arn: str) -> Document | None:
    """Whom a role trusts."""
    found = next((each for each in list(iam().roles.values()) if each.arn == arn), None)
    return parse(arn, found.assume_role_policy_document) if found else None


def provider(host: str) -> Any:
    """Who signs for an issuer of identities, if anybody does."""
    return next((each for each in list(iam().open_id_providers.values()) if each.url == host), None)


def key_of(name: str, region: str) -> str:
    """The ARN of a key by any of its names, there or not."""
    backend = kms_backends[ACCOUNT][region]
    known: str = backend.any_id_to_key_id(name)
    return f"arn:aws:kms:{region}:{ACCOUNT}:key/{known}"


def blocks(bucket: str, setting: str) -> bool:
    """Whether the account or the bucket keeps something from the public."""
    account = s3control_backends[ACCOUNT][_PARTITION].public_access_block
    own = getattr(_bucket(bucket), "public_access_block", None)
    return any(getattr(block, setting) in {True, "true", "True"} for block in (account, own) if block)


def encrypting(bucket: str) -> str | None:
    """The key that what is put into a bucket is encrypted with, if it is one of KMS's."""
    found = _bucket(bucket)
    if not found or not found.encryption:
        return None
    default = found.encryption["Rule"]["ApplyServerSideEncryptionByDefault"]
    return default.get("KMSMasterKeyID") if default["SSEAlgorithm"] == "aws:kms" else None


def encrypted(bucket: str, key: str) -> str | None:
    """The key that an object is encrypted with, if it is one of KMS's."""
    found = _bucket(bucket)
    kept = found.keys.get(key) if found else None
    # What was deleted has a marker in its place, which has none.
    return kept.kms_key_id if kept and getattr(kept, "encryption", None) == "aws:kms" else None


def keeping(secret: str, region: str) -> str | None:
    """The key that a secret is encrypted with, by its name or its ARN, if it is one of the account's own."""
    secrets = secretsmanager_backends[ACCOUNT][region].secrets
    return secrets[secret].kms_key_id if secret in secrets else None


def _bucket(name: str) -> Any:
    return s3_backends[ACCOUNT][_PARTITION].buckets.get(name)
