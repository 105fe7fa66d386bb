"""The database itself: one machine of RDS, or a cluster of Aurora's with a machine in each zone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from end_to_end.architecture.database import windows
from end_to_end.architecture.encryption import Keys
from end_to_end.architecture.network import Network
from end_to_end.facts import (
    DATABASE_PORT,
    MASTER_USER,
    POSTGRESQL,
    REGION,
    ZONES,
    Aurora,
    Environment,
    Instance,
    Service,
)
from end_to_end.roles import ACCOUNT
from end_to_end.stage import Stage


@dataclass(frozen=True)
class Found:
    """What others need of it: `resource` is what logins name, `reader` what only a cluster says of itself."""

    arn: str
    resource: str
    address: str
    port: int
    reader: Mapping[str, str]
    secret: str
    group: str
    parameters: str

    def url(self, login: str, service: Service) -> str:
        """Where a service's database is, for somebody who logs in with this role."""
        return f"postgres://{login}@{self.address}:{self.port}/{service.login}?sslmode=verify-full"


def find(stage: Stage, environment: Environment) -> Found:
    """Where it is, of what kind it may be."""
    whole, _ = _described(stage, environment)
    secret = whole.get("MasterUserSecret", {}).get("SecretArn", "")
    groups = [group["VpcSecurityGroupId"] for group in whole["VpcSecurityGroups"]]
    group = stage.expect.one("security group of the database", groups)
    if isinstance(environment.database.kind, Aurora):
        return Found(
            arn=whole["DBClusterArn"],
            resource=whole["DbClusterResourceId"],
            address=whole["Endpoint"],
            port=whole["Port"],
            reader={"reader_endpoint": whole["ReaderEndpoint"]},
            secret=secret,
            group=group,
            parameters=whole["DBClusterParameterGroup"],
        )
    used = [each["DBParameterGroupName"] for each in whole["DBParameterGroups"]]
    return Found(
        arn=whole["DBInstanceArn"],
        resource=whole["DbiResourceId"],
        address=whole["Endpoint"]["Address"],
        port=whole["Endpoint"]["Port"],
        reader={},
        secret=secret,
        group=group,
        parameters=stage.expect.one("parameter group of the database", used),
    )


def check(stage: Stage, environment: Environment, network: Network, keys: Keys) -> Found:
    whole, machines = _described(stage, environment)
    _equal(stage, "the database", whole, _of_whole(environment, keys))
    stage.expect.equal("version of the database", whole["EngineVersion"].split(".")[0], POSTGRESQL)
    for machine in machines:
        name = machine["DBInstanceIdentifier"]
        _equal(stage, name, machine, _of_machine(environment, keys))
        subnets = {each["SubnetIdentifier"] for each in machine["DBSubnetGroup"]["Subnets"]}
        stage.expect.equal(f"subnets of {name}", subnets, network.isolated)
    kind = environment.database.kind
    if isinstance(kind, Aurora):
        _cluster(stage, kind, whole, machines)
    else:
        _instance(stage, kind, whole)
    windows.check(stage, [whole, *machines])
    _log(stage, environment, keys, whole)
    found = find(stage, environment)
    stage.expect.equal("port of the database", found.port, DATABASE_PORT)
    return found


def _described(stage: Stage, environment: Environment) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The whole, and its machines; there is no other."""
    rds = stage.client("rds", REGION)
    clusters, machines = rds.describe_db_clusters()["DBClusters"], rds.describe_db_instances()["DBInstances"]
    if isinstance(environment.database.kind, Aurora):
        return stage.expect.one("cluster of databases", clusters), machines
    stage.expect.equal("clusters of databases", clusters, [])
    return stage.expect.one("database", machines), machines


def _equal(stage: Stage, whose: str, found: Mapping[str, Any], expected: Mapping[str, Any]) -> None:
    for key, value in expected.items():
        stage.expect.equal(f"{key} of {whose}", found.get(key), value)


def _of_whole(environment: Environment, keys: Keys) -> dict[str, Any]:
    database = environment.database
    kind = "DBCluster" if isinstance(database.kind, Aurora) else "DBInstance"
    return {
        f"{kind}Identifier": environment.prefix,
        "BackupRetentionPeriod": database.backup_retention_days,
        "CopyTagsToSnapshot": True,
        "DeletionProtection": environment.protected,
        "EnabledCloudwatchLogsExports": ["postgresql"],
        "Engine": database.engine,
        "IAMDatabaseAuthenticationEnabled": True,
        "KmsKeyId": keys.of("database"),
        "MasterUsername": MASTER_USER,
        "StorageEncrypted": True,
    }


def _of_machine(environment: Environment, keys: Keys) -> dict[str, Any]:
    kind = environment.database.kind
    role = f"arn:aws:iam::{ACCOUNT}:role/{environment.prefix}-database-monitoring"
    return {
        "AutoMinorVersionUpgrade": True,
        "CopyTagsToSnapshot": True,
        "DBInstanceClass": kind.machine if isinstance(kind, Instance) else "db.serverless",
        "Engine": environment.database.engine,
        "KmsKeyId": keys.of("database"),
        "MonitoringInterval": 60,
        "MonitoringRoleArn": role,
        "PerformanceInsightsEnabled": True,
        "PerformanceInsightsKMSKeyId": keys.of("database"),
        "PerformanceInsightsRetentionPeriod": 7,
        "PubliclyAccessible": False,
        "StorageEncrypted": True,
    }


def _instance(stage: Stage, kind: Instance, whole: Mapping[str, Any]) -> None:
    size = {"AllocatedStorage": kind.storage, "MaxAllocatedStorage": kind.maximum_storage}
    _equal(stage, "the database", whole, {**size, "MultiAZ": False, "StorageType": "gp3"})


def _cluster(stage: Stage, kind: Aurora, whole: Mapping[str, Any], machines: list[dict[str, Any]]) -> None:
    capacity = {"MinCapacity": kind.minimum, "MaxCapacity": kind.maximum}
    _equal(stage, "the database", whole, {"ServerlessV2ScalingConfiguration": capacity})
    zones = sorted(machine["AvailabilityZone"] for machine in machines)
    stage.expect.equal("zones of the database's machines", zones, sorted(ZONES))
    members = {member["DBInstanceIdentifier"] for member in whole["DBClusterMembers"]}
    names = {machine["DBInstanceIdentifier"] for machine in machines}
    stage.expect.equal("machines of the cluster", members, names)
    # Of equal tiers, AWS chooses who takes over; here it is the other.
    tiers = sorted(member["PromotionTier"] for member in whole["DBClusterMembers"])
    stage.expect.equal("who takes over, and who then", tiers, [0, 1])


def _log(stage: Stage, environment: Environment, keys: Keys, whole: Mapping[str, Any]) -> None:
    """It was there before the database, which would have made one without key and retention."""
    logs = stage.client("logs", REGION)
    named = logs.describe_log_groups(logGroupNamePrefix=environment.database_log_group)["logGroups"]
    group = stage.expect.one("log of the database", named)
    stage.expect.equal("key of the database's log", group.get("kmsKeyId"), keys.of("logs"))
    days = group.get("retentionInDays")
    stage.expect.equal("days that the database's log is kept", days, environment.log_retention_days)
    made = whole.get("ClusterCreateTime") or whole["InstanceCreateTime"]
    before = group["creationTime"] <= made.timestamp() * 1000
    stage.expect.true("the database's log was there before it", before, (group["creationTime"], made))
