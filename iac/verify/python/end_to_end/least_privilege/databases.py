"""Attempts on databases: the environment's own by who only plans or deploys, and the other environment's."""

from collections.abc import Iterator
from typing import Any

from end_to_end import roles
from end_to_end.facts import REGION, Aurora, Environment
from end_to_end.least_privilege.place import Place, Trial
from end_to_end.roles import ACCOUNT


def changes(place: Place) -> Iterator[Trial]:
    """The environment's own, by who does not apply."""
    yield from _taken_away("the", place.environment)
    kind, operation, action = "DBInstanceIdentifier", "modify_db_instance", "rds:ModifyDBInstance"
    if isinstance(place.environment.database.kind, Aurora):
        kind, operation, action = "DBClusterIdentifier", "modify_db_cluster", "rds:ModifyDBCluster"
    named = {kind: place.environment.prefix}
    password = {**named, "MasterUserPassword": "a password of somebody's own"}
    yield "set the master password", "rds", operation, password, action
    open_door = {**named, "DeletionProtection": False}
    yield "let the database be deleted", "rds", operation, open_door, action


def others(place: Place) -> Iterator[Trial]:
    """The other environment's, and those without a name or tags of this one's, by who applies."""
    yield from _taken_away("the other's", place.other)
    named = {
        "DBInstanceIdentifier": "healthcare-app",
        "Engine": "postgres",
        "DBInstanceClass": "db.t4g.micro",
    }
    yield "make a database of another name", "rds", "create_db_instance", named, "rds:CreateDBInstance"
    plan = {"BackupPlan": {"BackupPlanName": "x", "Rules": []}}
    action = "backup:CreateBackupPlan"
    yield "make a plan of copies without tags", "backup", "create_backup_plan", plan, action
    group = {"DBParameterGroupName": f"{place.other.prefix}-postgresql17"}
    action = "rds:DeleteDBParameterGroup"
    if isinstance(place.environment.database.kind, Aurora):
        group = {"DBClusterParameterGroupName": f"{place.other.prefix}-postgresql17"}
        action = "rds:DeleteDBClusterParameterGroup"
    operation = "delete_db_cluster_parameter_group" if "Cluster" in action else "delete_db_parameter_group"
    yield "delete the other's parameters", "rds", operation, group, action


def _taken_away(whose: str, environment: Environment) -> Iterator[Trial]:
    prefix = environment.prefix
    instance = {"DBInstanceIdentifier": prefix, "SkipFinalSnapshot": True}
    action = "rds:DeleteDBInstance"
    yield f"delete {whose} instance", "rds", "delete_db_instance", instance, action
    cluster = {"DBClusterIdentifier": prefix, "SkipFinalSnapshot": True}
    yield f"delete {whose} cluster", "rds", "delete_db_cluster", cluster, "rds:DeleteDBCluster"
    vault = {"BackupVaultName": f"{prefix}-database"}
    action = "backup:DeleteBackupVault"
    yield f"delete {whose} database's copies", "backup", "delete_backup_vault", vault, action


def one_off_tasks(place: Place) -> Iterator[Trial]:
    """What looks after a database runs in this cluster, as what it is; services start their own tasks."""
    own, other, service = place.environment, place.other, place.environment.services[0]
    here = {"cluster": own.prefix, "networkConfiguration": _NOWHERE}
    for what, parameters in (
        ("run a service's task", {**here, "taskDefinition": own.service(service)}),
        ("run the other's task", {**here, "taskDefinition": other.migrate(service)}),
        ("run a task elsewhere", {**here, "cluster": other.prefix, "taskDefinition": own.migrate(service)}),
        ("run a task where it is not said", {"taskDefinition": own.setup(service)}),
    ):
        yield what, "ecs", "run_task", parameters, "ecs:RunTask"
    for what, role in (
        ("run a task as itself", roles.deploy(place.name)),
        ("run a task as who applies", roles.apply(place.name)),
        ("run a task as who copies", roles.Role(f"{own.prefix}-database-backup", None)),
    ):
        task = {**here, "taskDefinition": own.migrate(service), "overrides": {"taskRoleArn": role.arn}}
        yield what, "ecs", "run_task", task, "iam:PassRole"
    stopped = {"cluster": other.prefix, "task": f"arn:aws:ecs:{REGION}:{ACCOUNT}:task/{other.prefix}/0a1b"}
    yield "stop a task elsewhere", "ecs", "stop_task", stopped, "ecs:StopTask"
    started = {"cluster": own.prefix, "taskDefinition": own.migrate(service), "containerInstances": ["x"]}
    yield "start a task on a machine", "ecs", "start_task", started, "ecs:StartTask"


_NOWHERE: dict[str, Any] = {"awsvpcConfiguration": {"subnets": ["subnet-0123456789abcdef0"]}}
