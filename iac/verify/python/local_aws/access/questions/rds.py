"""Amazon RDS. A master password that RDS is to keep is a secret made in the caller's name."""

from collections.abc import Iterator

from local_aws.access.questions.asking import NEW, Asking
from local_aws.access.questions.passing import passed
from local_aws.access.verdicts import Question

_MADE = {
    "CreateDBCluster",
    "CreateDBClusterParameterGroup",
    "CreateDBInstance",
    "CreateDBParameterGroup",
    "CreateDBSubnetGroup",
}
# What each parameter names, in the words of ARNs.
_NAMES = {
    "DBClusterIdentifier": "cluster",
    "DBInstanceIdentifier": "db",
    "DBClusterParameterGroupName": "cluster-pg",
    "DBParameterGroupName": "pg",
    "DBSubnetGroupName": "subgrp",
}
# What is listed, where nothing is named.
_LISTED = {
    "DescribeDBClusters": "cluster",
    "DescribeDBInstances": "db",
    "DescribeDBClusterParameterGroups": "cluster-pg",
    "DescribeDBParameterGroups": "pg",
    "DescribeDBSubnetGroups": "subgrp",
}
_KEYS = ("KmsKeyId", "MasterUserSecretKmsKeyId", "PerformanceInsightsKMSKeyId")


def asked(call: Asking) -> Iterator[Question]:
    yield from call.ask(f"rds:{call.operation}", _resources(call), tags=call.tags())
    if call.operation in _MADE and call.tags():
        yield from call.ask("rds:AddTagsToResource", list(_named(call))[:1], tags=call.tags())
    if role := call.text("MonitoringRoleArn"):
        yield from passed(call, role, "monitoring.rds.amazonaws.com")
    if call.operation in _MADE:
        yield from _kept(call)
    for key in call.texts(*_KEYS):
        yield from call.through("rds", "kms:CreateGrant", key)
        yield from call.through("rds", "kms:DescribeKey", key)


def _kept(call: Asking) -> Iterator[Question]:
    """The secret of a master password, and its key."""
    if (call.text("ManageMasterUserPassword") or "").lower() != "true":
        return
    for action in ("CreateSecret", "TagResource"):
        secret = call.arn("secretsmanager", f"secret:rds!{NEW}-{NEW}{NEW}")
        yield from call.ask(f"secretsmanager:{action}", [secret])
    for key in call.texts("MasterUserSecretKmsKeyId"):
        for use in ("Decrypt", "GenerateDataKey"):
            yield from call.through("secretsmanager", f"kms:{use}", key)


def _resources(call: Asking) -> Iterator[str]:
    yield from _named(call)
    if call.operation in {"CreateDBCluster", "CreateDBInstance"}:
        yield call.arn("rds", f"og:default:{call.text('Engine')}")
    if call.operation == "CreateDBInstance" and not call.text("DBParameterGroupName"):
        yield call.arn("rds", f"pg:default.{call.text('Engine')}")
    if snapshot := call.text("FinalDBSnapshotIdentifier"):
        kind = "snapshot" if call.operation == "DeleteDBInstance" else "cluster-snapshot"
        yield call.arn("rds", f"{kind}:{snapshot}")
    if call.operation == "DescribeGlobalClusters":
        yield f"arn:aws:rds::{call.arn('rds', '').split(':')[4]}:global-cluster:*"


def _named(call: Asking) -> Iterator[str]:
    yield from call.texts("ResourceName")
    # An instance of a cluster is what is made or changed; its cluster comes second.
    names = sorted(_NAMES, key=lambda name: name.removeprefix("DB") not in call.operation.replace("DB", ""))
    found = [call.arn("rds", f"{_NAMES[name]}:{text}") for name in names if (text := call.text(name))]
    yield from found
    if not found and (listed := _LISTED.get(call.operation)):
        yield call.arn("rds", f"{listed}:*")
