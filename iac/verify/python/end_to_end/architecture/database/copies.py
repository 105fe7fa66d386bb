"""Copies of the database that AWS Backup makes: when, how long they stay, and under which key."""

from typing import Any

from end_to_end.architecture.database.server import Found
from end_to_end.architecture.encryption import Keys
from end_to_end.facts import REGION, Environment
from end_to_end.roles import ACCOUNT
from end_to_end.stage import Stage

_SCHEDULES = {"daily": "cron(0 15 * * ? *)", "monthly": "cron(0 15 1 * ? *)"}


def check(stage: Stage, environment: Environment, keys: Keys, found: Found) -> None:
    expect, backup = stage.expect, stage.client("backup", REGION)
    vault = expect.one("vault of copies", backup.list_backup_vaults()["BackupVaultList"])
    expect.equal("name of the vault", vault["BackupVaultName"], f"{environment.prefix}-database")
    expect.equal("key of the vault", vault["EncryptionKeyArn"], keys.of("database"))
    plans = backup.list_backup_plans()["BackupPlansList"]
    plan = expect.one("plan of copies", plans)["BackupPlanId"]
    rules = backup.get_backup_plan(BackupPlanId=plan)["BackupPlan"]["Rules"]
    made = {rule["RuleName"]: _told(rule) for rule in rules}
    wanted = {
        name: (_SCHEDULES[name], days, vault["BackupVaultName"])
        for name, days in environment.database.copies.items()
    }
    expect.equal("copies, how often, for how many days, and where", made, wanted)
    listed = backup.list_backup_selections(BackupPlanId=plan)["BackupSelectionsList"]
    selected = expect.one("selection of what is copied", listed)["SelectionId"]
    selection = backup.get_backup_selection(BackupPlanId=plan, SelectionId=selected)["BackupSelection"]
    expect.equal("what is copied", selection["Resources"], [found.arn])
    role = f"arn:aws:iam::{ACCOUNT}:role/{environment.prefix}-database-backup"
    expect.equal("who copies", selection["IamRoleArn"], role)


def _told(rule: dict[str, Any]) -> tuple[str, int, str]:
    days = rule["Lifecycle"]["DeleteAfterDays"]
    return rule["ScheduleExpression"], days, rule["TargetBackupVaultName"]
