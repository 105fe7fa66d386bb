"""Relational Database Service."""

import uuid
from typing import Any

from moto.rds.models import DBCluster, DBClusterParameterGroup, DBInstance, DBParameterGroup

from local_aws.gaps.replace import around, value

_DEFAULT_DAYS = 7


@around(DBInstance, "__init__")
def tell_apart(original: Any, self: Any, *arguments: Any, **named: Any) -> None:
    """Every instance has one resource id, by which the provider finds none of two, and no insights."""
    original(*arguments, **named)
    self.dbi_resource_id = f"db-{uuid.uuid4().hex[:26].upper()}"
    self.performance_insights_enabled = bool(named.get("enable_performance_insights"))
    if self.performance_insights_enabled:
        self.performance_insights_kms_key_id = named.get("performance_insights_kms_key_id")
        days = named.get("performance_insights_retention_period")
        self.performance_insights_retention_period = days or _DEFAULT_DAYS


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


def _say_whose(group: Any, parameters: list[dict[str, Any]]) -> None:
    for parameter in parameters:
        group.parameters[parameter["ParameterName"]].setdefault("Source", "user")
