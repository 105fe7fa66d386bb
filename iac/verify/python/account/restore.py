"""Data is lost, and comes back: what dev's own page says, done."""

import json
from typing import Any

from account import reader
from account.desk import Desk

_NAME = "healthcare-app-dev"
_RESTORED, _REPLACED = f"{_NAME}-restored", f"{_NAME}-replaced"
_RESTORE = ".github/scripts/account/restore.sh dev"
_PLAN = "terraform -chdir=generated/dev plan -no-color -out=restored.tfplan"
_SHOW = "terraform -chdir=generated/dev show -json restored.tfplan"
# What Terraform puts back, and what names the database by the id that is its own.
_PUT_BACK = "aws_db_instance.main"
_NAMES_IT = ("aws_ecs_task_definition.", "aws_iam_policy.")


def play(desk: Desk) -> None:
    desk.environment["RESTORE_PAUSE_SECONDS"] = "0.2"
    before = _found(desk, _NAME)
    _refuse(desk, "beside yesterday", "'yesterday' is no moment and no copy: write latest, a time in UTC")
    _refuse(desk, "swap", f"there is no {_RESTORED}; make it first")
    for _ in ("first", "again"):
        desk.run(f"{_RESTORE} beside latest")
    _refuse(desk, "beside 2026-11-25T13:00:00Z", f"{_RESTORED} is there already, restored to latest")
    _expect_alike(desk, before, _found(desk, _RESTORED))
    exported = _found(desk, _RESTORED).get("EnabledCloudwatchLogsExports", [])
    desk.expect.equal("logs of what is restored", exported, [])
    desk.expect.equal("which database serves", _found(desk, _NAME)["DbiResourceId"], before["DbiResourceId"])
    desk.run(f"{_RESTORE} swap")
    # As one leaves it that is cut off at its end.
    for service in reader.SERVICES:
        _suspend(desk, service)
    desk.run(f"{_RESTORE} swap")
    exported = _found(desk, _REPLACED).get("EnabledCloudwatchLogsExports", [])
    desk.expect.equal("logs of what was there", exported, [])
    desk.expect.equal("what was there", _found(desk, _REPLACED)["DbiResourceId"], before["DbiResourceId"])
    for service in reader.SERVICES:
        desk.expect.equal(f"tasks of {service} meanwhile", _service(desk, service)["desiredCount"], 0)
        desk.expect.equal(f"what scales {service} after the swap", _suspended(desk, service), {False})
    _apply(desk)
    for service in reader.SERVICES:
        pointer = desk.client("ssm").get_parameter(
            Name=f"/healthcare-app/dev/{service}/image", WithDecryption=True
        )
        digest = pointer["Parameter"]["Value"].partition("@")[2]
        desk.run(f".github/scripts/application/deploy.sh dev {service} {digest}")
        desk.expect.equal(f"tasks of {service} after", _service(desk, service)["runningCount"], 1)
        desk.expect.equal(f"migrations of {service}", _migrations(desk, service), 2)


def clear_up(desk: Desk) -> None:
    """Nobody needs any more what was there."""
    desk.run(f"{_RESTORE} clear")
    rds = desk.client("rds")
    left = [database["DBInstanceIdentifier"] for database in rds.describe_db_instances()["DBInstances"]]
    desk.expect.equal("databases left", left, [_NAME])
    last = rds.describe_db_snapshots(DBSnapshotIdentifier=f"{_REPLACED}-final")["DBSnapshots"]
    desk.expect.equal("last snapshots", len(last), 1)
    rds.delete_db_snapshot(DBSnapshotIdentifier=f"{_REPLACED}-final")
    again = desk.attempt(f"{_RESTORE} clear")
    desk.expect.equal("exit code with nothing to clear", again.code, 1)
    desk.expect.true("it says so", f"there is no {_REPLACED}" in again.text, again.text)


def _apply(desk: Desk) -> None:
    """Terraform makes nothing anew, and changes only what has to do with the database."""
    desk.run(_PLAN)
    planned = json.loads(desk.quietly(_SHOW))["resource_changes"]
    changes = {
        change["address"]: change["change"]["actions"]
        for change in planned
        if change["change"]["actions"] not in (["no-op"], ["read"])
    }
    desk.expect.equal("what is put back", changes.pop(_PUT_BACK, None), ["update"])
    named = {address for address in changes if address.startswith(_NAMES_IT)}
    desk.expect.equal("what else changes", set(changes) - named, set())
    policy = "aws_iam_policy.patient-service_task"
    desk.expect.equal("policies name the restored database", changes.get(policy), ["update"])
    desk.run("terraform -chdir=generated/dev apply restored.tfplan")


def _refuse(desk: Desk, arguments: str, said: str) -> None:
    refused = desk.attempt(f"{_RESTORE} {arguments}")
    desk.expect.equal(f"exit code of `{arguments}`", refused.code, 1)
    desk.expect.true(f"`{arguments}` says {said!r}", said in refused.text, refused.text)


def _expect_alike(desk: Desk, before: dict[str, Any], restored: dict[str, Any]) -> None:
    """What cannot be changed later, and what nobody may be without for a minute."""
    for name in (
        "KmsKeyId",
        "StorageEncrypted",
        "DBSubnetGroup",
        "VpcSecurityGroups",
        "DBParameterGroups",
        "IAMDatabaseAuthenticationEnabled",
        "PubliclyAccessible",
    ):
        desk.expect.equal(f"{name} of what is restored", restored[name], before[name])


def _found(desk: Desk, name: str) -> dict[str, Any]:
    found = desk.client("rds").describe_db_instances(DBInstanceIdentifier=name)["DBInstances"]
    return desk.expect.one(f"database {name}", found)


def _migrations(desk: Desk, service: str) -> int:
    family = f"{_NAME}-{service}-migrate"
    listed = desk.client("ecs").list_tasks(cluster=_NAME, family=family, desiredStatus="STOPPED")
    return len(listed["taskArns"])


def _suspend(desk: Desk, service: str) -> None:
    desk.client("application-autoscaling").register_scalable_target(
        ServiceNamespace="ecs",
        ResourceId=f"service/{_NAME}/{_NAME}-{service}",
        ScalableDimension="ecs:service:DesiredCount",
        SuspendedState={"DynamicScalingOutSuspended": True},
    )


def _suspended(desk: Desk, service: str) -> set[bool]:
    scaling = desk.client("application-autoscaling")
    named = {"ServiceNamespace": "ecs", "ResourceIds": [f"service/{_NAME}/{_NAME}-{service}"]}
    targets = scaling.describe_scalable_targets(**named)["ScalableTargets"]
    return set(desk.expect.one(f"what scales {service}", targets)["SuspendedState"].values())


def _service(desk: Desk, service: str) -> dict[str, Any]:
    names = {"cluster": _NAME, "services": [f"{_NAME}-{service}"]}
    found: dict[str, Any] = desk.client("ecs").describe_services(**names)["services"][0]
    return found
