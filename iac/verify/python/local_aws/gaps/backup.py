"""AWS Backup."""

import json
import time
import uuid
from typing import Any

from moto.backup.models import Plan
from moto.backup.responses import BackupResponse
from moto.backup.urls import url_paths

from local_aws.gaps.replace import added, around

# What a vault holds has no address.
url_paths["{0}/backup-vaults/(?P<name>[^/]+)/recovery-points/?$"] = BackupResponse.dispatch


@around(BackupResponse, "list_tags")
def list_tags(original: Any, self: Any) -> str:
    """The ARN is looked for before a slash that the provider does not send: nothing ever has a tag."""
    self.path = f"{self.path.rstrip('/')}/"
    tags: str = original()
    return tags


@added(BackupResponse, "update_backup_plan")
def update_backup_plan(self: Any) -> str:
    """A plan is as it was made."""
    plan = self.backup_backend.get_backup_plan(self.path.rstrip("/").rsplit("/", maxsplit=1)[-1], None)
    changed = Plan(json.loads(self.body)["BackupPlan"], plan.creator_request_id, self.backup_backend)
    plan.backup_plan, plan.version_id = changed.backup_plan, changed.version_id
    return json.dumps(plan.to_dict())


@added(BackupResponse, "create_backup_selection")
def create_backup_selection(self: Any) -> str:
    """What a plan backs up is unknown."""
    created = {
        "BackupPlanId": _plan(self),
        "BackupSelection": json.loads(self.body)["BackupSelection"],
        "CreationDate": time.time(),
        "SelectionId": str(uuid.uuid4()),
    }
    _selections(self)[created["SelectionId"]] = created
    return json.dumps(created)


@added(BackupResponse, "list_backup_selections")
def list_backup_selections(self: Any) -> str:
    """The same, all of a plan's."""
    plan = self.path.rstrip("/").split("/")[-2]
    found = [each for each in _selections(self).values() if each["BackupPlanId"] == plan]
    return json.dumps({"BackupSelectionsList": found})


@added(BackupResponse, "get_backup_selection")
def get_backup_selection(self: Any) -> Any:
    """The same, read."""
    found = _selections(self).get(self.path.rstrip("/").rsplit("/", maxsplit=1)[-1])
    if found:
        return json.dumps(found)
    missing = {"Code": "ERROR_2601", "Message": "Cannot find Backup plan, selection"}
    return 400, {"x-amzn-errortype": "ResourceNotFoundException"}, json.dumps(missing)


@added(BackupResponse, "delete_backup_selection")
def delete_backup_selection(self: Any) -> Any:
    """The same, taken away."""
    _selections(self).pop(self.path.rstrip("/").rsplit("/", maxsplit=1)[-1], None)
    return 204, {}, ""


@added(BackupResponse, "list_recovery_points_by_backup_vault")
def list_recovery_points(_: Any) -> str:
    """What a vault holds is unknown; nothing is ever copied here."""
    return json.dumps({"RecoveryPoints": []})


def _plan(self: Any) -> str:
    plan: str = self.path.split("/plans/")[-1].split("/")[0]
    return plan


def _selections(self: Any) -> dict[str, Any]:
    selections: dict[str, Any] = vars(self.backup_backend).setdefault("selections", {})
    return selections
