"""The same of prod's kind of database, whose instances are renamed with it; Terraform is not asked here."""

import json
from typing import Any

from account.desk import Desk

_NAME = "healthcare-app-prod"
_RESTORED, _REPLACED = f"{_NAME}-restored", f"{_NAME}-replaced"
_RESTORE = ".github/scripts/account/restore.sh prod"
_MOMENT = "2026-11-25T13:00:00Z"
_ZONES = ("a", "b")
_ALIKE = (
    "KmsKeyId",
    "StorageEncrypted",
    "DBSubnetGroup",
    "VpcSecurityGroups",
    "ServerlessV2ScalingConfiguration",
)


def play(desk: Desk) -> None:
    rds, found = desk.client("rds"), _Found(desk)
    _make(desk)
    before = found.cluster(_NAME)
    desk.run(f"{_RESTORE} beside {_MOMENT}")
    restored = found.cluster(_RESTORED)
    for name in _ALIKE:
        desk.expect.equal(f"{name} of what is restored", restored[name], before[name])
    desk.expect.equal("its instances", found.members(_RESTORED), [f"{_RESTORED}-{zone}" for zone in _ZONES])
    # As a swap leaves it that was stopped after its first step.
    first = {"DBInstanceIdentifier": f"{_NAME}-a", "NewDBInstanceIdentifier": f"{_REPLACED}-a"}
    rds.modify_db_instance(**first, ApplyImmediately=True)
    for _ in ("first", "again"):
        desk.run(f"{_RESTORE} swap")
    for name, cluster in ((_NAME, restored), (_REPLACED, before)):
        desk.expect.equal(
            f"which is {name}", found.cluster(name)["DbClusterResourceId"], cluster["DbClusterResourceId"]
        )
        desk.expect.equal(f"instances of {name}", found.members(name), [f"{name}-{zone}" for zone in _ZONES])
    desk.run(f"{_RESTORE} beside latest")
    again = desk.attempt(f"{_RESTORE} swap")
    desk.expect.equal("exit code while the one before is there", again.code, 1)
    desk.expect.true("it says what is there", f"{_REPLACED} is there still" in again.text, again.text)
    desk.run(f"{_RESTORE} clear")
    last = rds.describe_db_cluster_snapshots(DBClusterSnapshotIdentifier=f"{_REPLACED}-final")
    desk.expect.equal("last snapshots of the cluster", len(last["DBClusterSnapshots"]), 1)
    _unmake(desk, found)


class _Found:
    def __init__(self, desk: Desk) -> None:
        self._desk, self._rds = desk, desk.client("rds")

    def cluster(self, name: str) -> dict[str, Any]:
        found = self._rds.describe_db_clusters(DBClusterIdentifier=name)["DBClusters"]
        return self._desk.expect.one(f"cluster {name}", found)

    def members(self, name: str) -> list[str]:
        return sorted(member["DBInstanceIdentifier"] for member in self.cluster(name)["DBClusterMembers"])


def _make(desk: Desk) -> None:
    """What prod's files say of the database, among dev's subnets, and a cluster of its own for services."""
    file = desk.repository / "generated/prod/database.tf.json"
    said = json.loads(file.read_text())["resource"]["aws_rds_cluster"]["main"]
    rds, dev = desk.client("rds"), desk.client("rds").describe_db_instances()["DBInstances"][0]
    rds.create_db_cluster(
        DBClusterIdentifier=_NAME,
        Engine=said["engine"],
        DBSubnetGroupName=dev["DBSubnetGroup"]["DBSubnetGroupName"],
        VpcSecurityGroupIds=[group["VpcSecurityGroupId"] for group in dev["VpcSecurityGroups"]],
        StorageEncrypted=True,
        KmsKeyId=dev["KmsKeyId"],
        MasterUsername=said["master_username"],
        ManageMasterUserPassword=True,
        ServerlessV2ScalingConfiguration={"MinCapacity": 0.5, "MaxCapacity": 8},
    )
    for zone in _ZONES:
        rds.create_db_instance(
            DBInstanceIdentifier=f"{_NAME}-{zone}",
            DBClusterIdentifier=_NAME,
            Engine=said["engine"],
            DBInstanceClass="db.serverless",
            AvailabilityZone=f"us-east-1{zone}",
        )
    ecs = desk.client("ecs")
    ecs.create_cluster(clusterName=_NAME)
    container = {"name": "none", "image": "none", "memory": 128}
    ecs.register_task_definition(family=_NAME, containerDefinitions=[container])
    for service in ("appointment-service", "patient-service"):
        ecs.create_service(
            cluster=_NAME, serviceName=f"{_NAME}-{service}", taskDefinition=_NAME, desiredCount=0
        )
        desk.client("application-autoscaling").register_scalable_target(
            ServiceNamespace="ecs",
            ResourceId=f"service/{_NAME}/{_NAME}-{service}",
            ScalableDimension="ecs:service:DesiredCount",
            MinCapacity=2,
            MaxCapacity=10,
        )


def _unmake(desk: Desk, found: _Found) -> None:
    """Leave nothing that dev's network would be in use by."""
    rds = desk.client("rds")
    rds.delete_db_cluster_snapshot(DBClusterSnapshotIdentifier=f"{_REPLACED}-final")
    for name in (_NAME, _RESTORED):
        for member in found.members(name):
            rds.delete_db_instance(DBInstanceIdentifier=member, SkipFinalSnapshot=True)
        rds.modify_db_cluster(DBClusterIdentifier=name, DeletionProtection=False)
        rds.delete_db_cluster(DBClusterIdentifier=name, SkipFinalSnapshot=True)
