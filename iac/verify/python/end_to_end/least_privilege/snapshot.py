"""A role as it is in the account now: its policies, its boundary, and whom it trusts."""

import json
from typing import Any

from end_to_end.facts import REGION
from end_to_end.roles import ACCOUNT, Role
from end_to_end.stage import Stage
from local_aws.access.documents import Document, parse
from local_aws.access.verdicts import Principal


def of(stage: Stage, role: Role) -> Principal:
    """Who a session in this role is, as the administrator reads it."""
    iam = stage.client("iam", REGION)
    attached = iam.list_attached_role_policies(RoleName=role.name)["AttachedPolicies"]
    inline = iam.list_role_policies(RoleName=role.name)["PolicyNames"]
    stage.expect.equal(f"inline policies of {role.name}", inline, [])
    boundary = iam.get_role(RoleName=role.name)["Role"].get("PermissionsBoundary")
    return Principal(
        arn=role.arn,
        role=role.arn,
        account=ACCOUNT,
        policies=tuple(_document(iam, policy["PolicyArn"]) for policy in attached),
        boundary=_document(iam, boundary["PermissionsBoundaryArn"]) if boundary else None,
    )


def _document(iam: Any, arn: str) -> Document:
    version = iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
    document = iam.get_policy_version(PolicyArn=arn, VersionId=version)["PolicyVersion"]["Document"]
    return parse(arn.rsplit("/", 1)[-1], json.dumps(document))


def guards(stage: Stage) -> dict[str, Document]:
    """The policies of keys, buckets and topics, by ARN."""
    kms, s3, sns = (stage.client(service, REGION) for service in ("kms", "s3", "sns"))
    found = {}
    for key in kms.list_keys()["Keys"]:
        found[key["KeyArn"]] = kms.get_key_policy(KeyId=key["KeyId"], PolicyName="default")["Policy"]
    for bucket in s3.list_buckets()["Buckets"]:
        arn = f"arn:aws:s3:::{bucket['Name']}"
        found[arn] = s3.get_bucket_policy(Bucket=bucket["Name"])["Policy"]
    for topic in sns.list_topics()["Topics"]:
        attributes = sns.get_topic_attributes(TopicArn=topic["TopicArn"])["Attributes"]
        found[topic["TopicArn"]] = attributes["Policy"]
    return {arn: parse(arn, policy) for arn, policy in found.items()}
