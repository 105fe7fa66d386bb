"""One mistake after the other in what is read back of the database; every expectation notices one of them."""

from collections.abc import Iterator
from datetime import UTC, datetime

from end_to_end.facts import Aurora, Environment
from end_to_end.spoiled import Mistake

_LONG_AGO = datetime(2006, 3, 14, tzinfo=UTC)
_ANOTHER = "another"

# Of the database as a whole, whichever kind it is.
_WHOLE: dict[str, object] = {
    "BackupRetentionPeriod": 1,
    "CopyTagsToSnapshot": False,
    "DBClusterIdentifier": _ANOTHER,
    "DBInstanceIdentifier": _ANOTHER,
    "EnabledCloudwatchLogsExports": [],
    "Engine": "mysql",
    "EngineVersion": "16.4",
    "IAMDatabaseAuthenticationEnabled": False,
    "KmsKeyId": _ANOTHER,
    "MasterUsername": "postgres",
    "StorageEncrypted": False,
    "VpcSecurityGroups": [],
}
_WINDOWS = {
    "PreferredBackupWindow": ("04:30-05:00", "15:30-16:00", "16:30-17:00"),
    "PreferredMaintenanceWindow": ("sun:02:45-sun:03:15", "mon:14:00-mon:15:30"),
}
_CLUSTER: dict[str, object] = {
    "ClusterCreateTime": _LONG_AGO,
    "DBClusterMembers": [],
    "DBClusterMembers.*.PromotionTier": 1,
    "DbClusterResourceId": _ANOTHER,
    "Endpoint": _ANOTHER,
    "Port": 3306,
    "ReaderEndpoint": _ANOTHER,
    "ServerlessV2ScalingConfiguration.MaxCapacity": 128.0,
}
_INSTANCE: dict[str, object] = {
    "AllocatedStorage": 5,
    "DBParameterGroups": [],
    "DbiResourceId": _ANOTHER,
    "Endpoint.Address": _ANOTHER,
    "Endpoint.Port": 3306,
    "InstanceCreateTime": _LONG_AGO,
    "MaxAllocatedStorage": 20,
    "MultiAZ": True,
    "StorageType": "gp2",
}
_MACHINES: dict[str, object] = {
    "AutoMinorVersionUpgrade": False,
    "CopyTagsToSnapshot": False,
    "DBInstanceClass": "db.x2g.16xlarge",
    "DBSubnetGroup.Subnets": [],
    "Engine": "mysql",
    "KmsKeyId": _ANOTHER,
    "MonitoringInterval": 0,
    "MonitoringRoleArn": _ANOTHER,
    "PerformanceInsightsEnabled": False,
    "PerformanceInsightsKMSKeyId": _ANOTHER,
    "PerformanceInsightsRetentionPeriod": 731,
    "PubliclyAccessible": True,
    "StorageEncrypted": False,
}
# What is beside the database: by operation, and by where in its answer.
_BESIDE: dict[str, dict[str, object]] = {
    "describe_alarms": {
        "MetricAlarms": [],
        "MetricAlarms.*.Dimensions": [{"Name": "DBInstanceIdentifier", "Value": _ANOTHER}],
        "MetricAlarms.*.Statistic": "Average",
        "MetricAlarms.*.Threshold": 0,
        "MetricAlarms.*.TreatMissingData": "breaching",
    },
    "describe_images": {"": {"imageDetails": []}},
    "describe_log_groups": {
        "logGroups": [],
        "logGroups.*.kmsKeyId": _ANOTHER,
        "logGroups.*.retentionInDays": None,
    },
    "describe_metric_filters": {
        "metricFilters": [],
        "metricFilters.*.filterPattern": "deadlock",
        "metricFilters.*.metricTransformations.*.metricName": _ANOTHER,
    },
    "describe_route_tables": {
        "RouteTables": [],
        "RouteTables.*.Routes.*.GatewayId": "igw-0123456789abcdef0",
    },
    "describe_secret": {"KmsKeyId": "alias/aws/secretsmanager", "OwningService": None},
    "describe_security_group_rules": {
        "SecurityGroupRules.*.FromPort": 22,
        "SecurityGroupRules.*.IsEgress": True,
        "SecurityGroupRules.*.ReferencedGroupInfo.GroupId": "sg-0123456789abcdef0",
    },
    "describe_services": {"services.*.networkConfiguration.awsvpcConfiguration.securityGroups": []},
    "describe_subnets": {"Subnets.*.CidrBlock": "10.9.0.0/24"},
    "describe_task_definition": {
        "taskDefinition.containerDefinitions": [],
        "taskDefinition.containerDefinitions.*.command": ["serve"],
        "taskDefinition.containerDefinitions.*.environment": [],
        "taskDefinition.containerDefinitions.*.image": "another:latest",
        "taskDefinition.containerDefinitions.*.logConfiguration.options.awslogs-group": _ANOTHER,
        "taskDefinition.containerDefinitions.*.portMappings": [{"containerPort": 22}],
        "taskDefinition.containerDefinitions.*.readonlyRootFilesystem": False,
        "taskDefinition.containerDefinitions.*.secrets": [{"name": "PGPASSWORD", "valueFrom": _ANOTHER}],
        "taskDefinition.containerDefinitions.*.user": "0:0",
        "taskDefinition.cpu": "16384",
        "taskDefinition.executionRoleArn": _ANOTHER,
        "taskDefinition.memory": "122880",
        "taskDefinition.networkMode": "host",
        "taskDefinition.requiresCompatibilities": ["EC2"],
        "taskDefinition.taskRoleArn": _ANOTHER,
    },
    "get_backup_plan": {"BackupPlan.Rules": [], "BackupPlan.Rules.*.Lifecycle.DeleteAfterDays": 1},
    "get_backup_selection": {"BackupSelection.IamRoleArn": _ANOTHER, "BackupSelection.Resources": ["*"]},
    # A password that the state does know: it is in every name.
    "get_secret_value": {"SecretString": '{"username": "somebody else", "password": "healthcare-app"}'},
    "list_backup_plans": {"BackupPlansList": []},
    "list_backup_selections": {"BackupSelectionsList": []},
    "list_backup_vaults": {
        "BackupVaultList": [],
        "BackupVaultList.*.BackupVaultName": _ANOTHER,
        "BackupVaultList.*.EncryptionKeyArn": _ANOTHER,
    },
    "list_secrets": {"SecretList": []},
}


def of(environment: Environment) -> Iterator[Mistake]:
    """Those that can be made about this environment's kind of database."""
    cluster = isinstance(environment.database.kind, Aurora)
    described, whole = ("describe_db_clusters", "DBClusters") if cluster else _DESCRIBED
    yield Mistake(described, whole, [])
    for key, value in _WHOLE.items():
        if not key.startswith("DBInstance" if cluster else "DBCluster"):
            yield Mistake(described, f"{whole}.*.{key}", value)
    yield Mistake(described, f"{whole}.*.DeletionProtection", not environment.protected)
    for key, windows in _WINDOWS.items():
        for window in windows:
            yield Mistake(described, f"{whole}.*.{key}", window)
            yield Mistake("describe_db_instances", f"DBInstances.*.{key}", window)
    for key, value in (_CLUSTER if cluster else _INSTANCE).items():
        yield Mistake(described, f"{whole}.*.{key}", value)
    for key, value in _MACHINES.items():
        yield Mistake("describe_db_instances", f"DBInstances.*.{key}", value)
    yield from _other_kind(cluster=cluster)
    yield from _parameters(cluster=cluster)
    for operation, mistakes in _BESIDE.items():
        for path, value in mistakes.items():
            yield Mistake(operation, path, value)


_DESCRIBED = ("describe_db_instances", "DBInstances")


def _other_kind(*, cluster: bool) -> Iterator[Mistake]:
    """A cluster in one zone, and an instance that has a cluster beside it."""
    if cluster:
        yield Mistake("describe_db_instances", "DBInstances.*.AvailabilityZone", "us-east-1a")
    else:
        yield Mistake("describe_db_clusters", "DBClusters", [{}])


def _parameters(*, cluster: bool) -> Iterator[Mistake]:
    kind = "DBClusterParameterGroup" if cluster else "DBParameterGroup"
    named = "db_cluster_parameter" if cluster else "db_parameter"
    yield Mistake(f"describe_{named}_groups", f"{kind}s", [])
    yield Mistake(f"describe_{named}_groups", f"{kind}s.*.DBParameterGroupFamily", "postgres16")
    yield Mistake(f"describe_{named}s", "Parameters", [])
    yield Mistake(f"describe_{named}s", "Parameters.*.ParameterValue", "0")
