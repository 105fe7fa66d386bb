"""Relational Database Service."""

import json
import secrets
import uuid
from typing import Any

from moto.core.responses import ActionResult
from moto.rds.models import (
    DBCluster,
    DBClusterParameterGroup,
    DBInstance,
    DBParameterGroup,
    MasterUserSecret,
    RDSBackend,
)
from moto.rds.responses import RDSResponse

from local_aws.gaps.replace import added, around, value

_DEFAULT_DAYS = 7


@around(DBInstance, "__init__")
def tell_apart(original: Any, self: Any, *arguments: Any, **named: Any) -> None:
    """Every instance has one resource id, by which the provider finds none of two, and no insights."""
    original(*arguments, **named)
    self.dbi_resource_id = f"db-{uuid.uuid4().hex[:26].upper()}"
    self.performance_insights_enabled = False
    _insights(self, named)


def _insights(instance: DBInstance, asked: dict[str, Any]) -> None:
    if asked.get("enable_performance_insights"):
        instance.performance_insights_enabled = True
        instance.performance_insights_kms_key_id = asked.get("performance_insights_kms_key_id")
        days = asked.get("performance_insights_retention_period")
        instance.performance_insights_retention_period = days or _DEFAULT_DAYS


@around(MasterUserSecret, "_generate_secret_string")
def make_a_password(_original: Any, self: Any) -> str:
    """Every master user is called the same, and has the same password."""
    return json.dumps({"username": self.resource.master_username, "password": secrets.token_urlsafe(24)})


@value(DBCluster, "scaling_configuration_info")
def scaling_of_the_first_kind(original: Any, self: Any) -> Any:
    """What only the first Serverless has is said of every cluster, so that every plan takes it away."""
    return original(self) if self.engine_mode == "serverless" else None


@around(DBClusterParameterGroup, "update_cluster_parameters")
def say_whose_cluster_parameters(original: Any, self: Any, new_parameters: Any) -> None:
    """Of no parameter is it said that somebody set it, so that the provider sees none and sets all again."""
    parameters = list(new_parameters)
    original(parameters)
    _say_whose(self, parameters)


@around(DBParameterGroup, "update_parameters")
def say_whose_parameters(original: Any, self: Any, new_parameters: Any) -> None:
    """The same of an instance's."""
    parameters = list(new_parameters)
    original(parameters)
    _say_whose(self, parameters)


@around(RDSBackend, "modify_db_subnet_group")
def keep_what_is_changed(original: Any, self: Any, *arguments: Any) -> Any:
    """A group of subnets that is changed is gone."""
    group = original(*arguments)
    self.subnet_groups[group.name] = group
    return group


@added(RDSResponse, "reset_db_parameter_group")
def reset_db_parameter_group(self: Any) -> Any:
    """What is no longer said cannot be taken back."""
    return _reset(self, self.backend.db_parameter_groups, "DBParameterGroupName")


@added(RDSResponse, "reset_db_cluster_parameter_group")
def reset_db_cluster_parameter_group(self: Any) -> Any:
    """The same of a cluster's."""
    return _reset(self, self.backend.db_cluster_parameter_groups, "DBClusterParameterGroupName")


def _reset(response: Any, groups: Any, kind: str) -> Any:
    name = response.params[kind]
    for parameter in response.params["Parameters"]:
        groups[name].parameters.pop(parameter["ParameterName"], None)
    return ActionResult({kind: name})


def _say_whose(group: Any, parameters: list[dict[str, Any]]) -> None:
    for parameter in parameters:
        group.parameters[parameter["ParameterName"]].setdefault("Source", "user")


@around(DBCluster, "save_automated_backup")
@around(DBInstance, "save_automated_backup")
def back_up_in_the_window(*_: Any) -> None:
    """A backup is made in the window for backups, and not of what was made this minute."""


@around(RDSBackend, "restore_db_instance_to_point_in_time")
@around(RDSBackend, "restore_db_instance_from_db_snapshot")
@around(RDSBackend, "restore_db_cluster_to_point_in_time")
@around(RDSBackend, "restore_db_cluster_from_snapshot")
def restore_the_data_alone(original: Any, _: Any, *arguments: Any, **named: Any) -> Any:
    """What is restored has the old password, no secret until somebody asks for one, and no source."""
    restored = original(*arguments, **named)
    if restored.manage_master_user_password:
        restored.master_user_secret.delete_secret()
        del restored.master_user_secret
        restored.manage_master_user_password = False
    if isinstance(restored, DBInstance):
        restored.source_db_instance_identifier = None
    return restored


@around(DBInstance, "update")
def change_what_is_asked(original: Any, self: Any, **named: Any) -> None:
    """Whose password is managed keeps its secret when that is asked for again; insights can be turned on."""
    if self.manage_master_user_password and named.get("manage_master_user_password"):
        del named["manage_master_user_password"]
    _insights(self, named)
    original(**named)


@around(RDSBackend, "modify_db_cluster")
def change_what_is_asked_of_a_cluster(original: Any, self: Any, kwargs: dict[str, Any]) -> Any:
    """The same of a cluster; and where it is renamed, its instances stay with it."""
    name, new_name = kwargs["db_cluster_identifier"], kwargs.get("new_db_cluster_identifier")
    cluster = self.clusters.get(name)
    if cluster and cluster.manage_master_user_password and kwargs.get("manage_master_user_password"):
        kwargs = {name: value for name, value in kwargs.items() if name != "manage_master_user_password"}
    modified = original(kwargs)
    for instance in self.databases.values() if new_name else ():
        if instance.db_cluster_identifier == name:
            instance.db_cluster_identifier = new_name
    return modified
