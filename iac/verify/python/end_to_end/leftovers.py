"""What is left after a destroy, by what AWS itself still counts as being there."""

from collections.abc import Callable
from typing import Any

from end_to_end import presupposed
from end_to_end.facts import REGION, Environment
from end_to_end.stage import Stage

# Service, what it lists, under which key, which of it still is there.
_Listing = tuple[str, Callable[[Any], Any], str, Callable[[Any], object]]

# What others' names begin with.
_BOOTSTRAP = "healthcare-app-bootstrap-"


def _always(_: Any) -> bool:
    return True


def _not_its_own(group: Any) -> bool:
    """RDS keeps a group of parameters for those who have none."""
    return not group["DBParameterGroupName"].startswith("default.")


_LISTINGS: tuple[_Listing, ...] = (
    ("acm", lambda acm: acm.list_certificates(), "CertificateSummaryList", _always),
    (
        "application-autoscaling",
        lambda scaling: scaling.describe_scalable_targets(ServiceNamespace="ecs"),
        "ScalableTargets",
        _always,
    ),
    ("backup", lambda backup: backup.list_backup_plans(), "BackupPlansList", _always),
    ("backup", lambda backup: backup.list_backup_vaults(), "BackupVaultList", _always),
    ("cloudwatch", lambda cloudwatch: cloudwatch.describe_alarms(), "MetricAlarms", _always),
    ("cloudwatch", lambda cloudwatch: cloudwatch.list_dashboards(), "DashboardEntries", _always),
    ("ec2", lambda ec2: ec2.describe_addresses(), "Addresses", _always),
    ("ec2", lambda ec2: ec2.describe_flow_logs(), "FlowLogs", _always),
    ("ec2", lambda ec2: ec2.describe_nat_gateways(), "NatGateways", lambda nat: nat["State"] != "deleted"),
    ("ec2", lambda ec2: ec2.describe_vpcs(), "Vpcs", lambda vpc: not vpc["IsDefault"]),
    ("ecr", lambda ecr: ecr.describe_repositories(), "repositories", _always),
    ("elbv2", lambda elb: elb.describe_load_balancers(), "LoadBalancers", _always),
    ("elbv2", lambda elb: elb.describe_target_groups(), "TargetGroups", _always),
    (
        "iam",
        lambda iam: iam.list_policies(Scope="Local"),
        "Policies",
        lambda policy: _BOOTSTRAP not in policy["PolicyName"],
    ),
    (
        "iam",
        lambda iam: iam.list_roles(),
        "Roles",
        lambda role: "/aws-service-role/" not in role["Path"] and _BOOTSTRAP not in role["RoleName"],
    ),
    ("logs", lambda logs: logs.describe_log_groups(), "logGroups", _always),
    ("rds", lambda rds: rds.describe_db_cluster_parameter_groups(), "DBClusterParameterGroups", _always),
    ("rds", lambda rds: rds.describe_db_clusters(), "DBClusters", _always),
    ("rds", lambda rds: rds.describe_db_instances(), "DBInstances", _always),
    ("rds", lambda rds: rds.describe_db_parameter_groups(), "DBParameterGroups", _not_its_own),
    ("rds", lambda rds: rds.describe_db_subnet_groups(), "DBSubnetGroups", _always),
    ("secretsmanager", lambda secrets: secrets.list_secrets(), "SecretList", _always),
    ("sns", lambda sns: sns.list_topics(), "Topics", _always),
    ("ssm", lambda ssm: ssm.describe_parameters(), "Parameters", _always),
    ("wafv2", lambda waf: waf.list_web_acls(Scope="REGIONAL"), "WebACLs", _always),
)


def check(stage: Stage, environment: Environment) -> None:
    stage.expect.equal("resources in the state after a destroy", stage.managed(), [])
    for service, list_all, key, is_there in _LISTINGS:
        found = [item for item in list_all(stage.client(service, REGION))[key] if is_there(item)]
        stage.expect.equal(f"{key} left in {service}", found, [])
    _buckets(stage)
    _cluster(stage, environment)
    _snapshots(stage, environment)
    _keys(stage)
    _records(stage)
    stage.expect.settle()


def _buckets(stage: Stage) -> None:
    """Only those that were there before."""
    found = {bucket["Name"] for bucket in stage.client("s3", REGION).list_buckets()["Buckets"]}
    stage.expect.equal("buckets left", found, presupposed.buckets(stage))


def _cluster(stage: Stage, environment: Environment) -> None:
    """Clusters and services stay listed as inactive for a while, as on AWS."""
    ecs = stage.client("ecs", REGION)
    clusters = ecs.describe_clusters(clusters=[environment.prefix])["clusters"]
    stage.expect.equal("clusters left", [found for found in clusters if found["status"] != "INACTIVE"], [])


def _snapshots(stage: Stage, environment: Environment) -> None:
    """Production's data does not end with its database; what RDS took by itself is not counted."""
    rds, by_hand = stage.client("rds", REGION), {"SnapshotType": "manual"}
    clusters = rds.describe_db_cluster_snapshots(**by_hand)["DBClusterSnapshots"]
    names = {found["DBClusterSnapshotIdentifier"] for found in clusters}
    wanted = {f"{environment.prefix}-final"} if environment.protected else set()
    stage.expect.equal("last snapshots of clusters", names, wanted)
    stage.expect.equal("last snapshots", rds.describe_db_snapshots(**by_hand)["DBSnapshots"], [])


def _keys(stage: Stage) -> None:
    """A key waits out its window before it goes."""
    kms = stage.client("kms", REGION)
    for listed in kms.list_keys()["Keys"]:
        key = kms.describe_key(KeyId=listed["KeyId"])["KeyMetadata"]
        if key["KeyManager"] == "CUSTOMER" and key["Description"] != "States":
            stage.expect.equal(f"state of key {key['Description']}", key["KeyState"], "PendingDeletion")


def _records(stage: Stage) -> None:
    """Only those that a zone is born with."""
    route53 = stage.client("route53", REGION)
    for zone in route53.list_hosted_zones()["HostedZones"]:
        records = route53.list_resource_record_sets(HostedZoneId=zone["Id"])["ResourceRecordSets"]
        kinds = {record["Type"] for record in records}
        stage.expect.equal(f"records left in {zone['Name']}", kinds - {"NS", "SOA"}, set())
