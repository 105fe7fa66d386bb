"""Everything that changes in place, changed at once: what an apply does besides making and destroying.

The changes make no sense together, and need not: they are one for each call that an update makes.
"""

import json
from typing import Any

from end_to_end.facts import PARAMETERS, ZONES, Aurora, Environment
from end_to_end.stage import Stage

_FILE = "changed_override.tf.json"
# One of each kind that has tags of its own kind of calls.
_TAGGED = {
    "aws_acm_certificate": "main",
    "aws_appautoscaling_target": "patient-service",
    "aws_backup_plan": "main",
    "aws_backup_vault": "main",
    "aws_cloudwatch_log_group": "execute_command",
    "aws_cloudwatch_metric_alarm": "patient-service_cpu",
    "aws_db_subnet_group": "main",
    "aws_ecr_repository": "patient-service",
    "aws_ecs_cluster": "main",
    "aws_iam_policy": "patient-service_execution",
    "aws_iam_role": "flow_logs",
    "aws_kms_key": "images",
    "aws_lb": "main",
    "aws_sns_topic": "alarms",
    "aws_vpc": "main",
}
_TAGGED_CLUSTER = {
    "aws_rds_cluster": "main",
    "aws_rds_cluster_instance": ZONES[0],
    "aws_rds_cluster_parameter_group": "main",
}
_TAGGED_INSTANCE = {"aws_db_instance": "main", "aws_db_parameter_group": "main"}


def write(stage: Stage, environment: Environment) -> None:
    """Lay the changes over the root, as a file that Terraform reads last."""
    resources: dict[str, dict[str, Any]] = {}
    for part in (
        _tags(environment),
        _encryption(stage),
        _load_balancing(),
        _network(environment),
        _roles(stage),
        _services(environment),
        _database(stage, environment),
        _firewall() if environment.firewall else {},
    ):
        for kind, named in part.items():
            for name, arguments in named.items():
                resources.setdefault(kind, {}).setdefault(name, {}).update(arguments)
    (stage.directory / _FILE).write_text(json.dumps({"resource": resources}, indent=2))


def take_back(stage: Stage) -> None:
    (stage.directory / _FILE).unlink()


def _tags(environment: Environment) -> dict[str, Any]:
    """A tag more, which goes again when everything changes back."""
    tagged = _TAGGED | (_TAGGED_CLUSTER if _is_cluster(environment) else _TAGGED_INSTANCE)
    tagged |= {"aws_wafv2_web_acl": "main"} if environment.firewall else {}
    return {kind: {name: {"tags": {"cost-centre": "4711"}}} for kind, name in tagged.items()}


def _encryption(stage: Stage) -> dict[str, Any]:
    """A key rotates no longer and gives its alias to another; a log does without a key."""
    policy = json.loads(_said(stage, "aws_kms_key", "images", "policy")) | {"Id": "changed"}
    return {
        "aws_kms_key": {
            "images": {
                "description": "Changed",
                "enable_key_rotation": False,
                "policy": json.dumps(policy),
                "rotation_period_in_days": "${null}",
            }
        },
        "aws_kms_alias": {"images": {"target_key_id": "${aws_kms_key.logs.key_id}"}},
        "aws_cloudwatch_log_group": {"execute_command": {"kms_key_id": "${null}", "retention_in_days": 0}},
        "aws_acm_certificate": {
            "main": {"options": {"certificate_transparency_logging_preference": "DISABLED"}}
        },
    }


def _load_balancing() -> dict[str, Any]:
    first, second = ZONES
    return {
        "aws_lb": {
            "main": {
                "security_groups": [
                    "${aws_security_group.load_balancer_main.id}",
                    "${aws_security_group.patient-service.id}",
                ],
                "subnets": [f"${{aws_subnet.public_{first}.id}}", f"${{aws_subnet.private_{second}.id}}"],
            }
        },
        "aws_lb_listener": {"main_https": {"ssl_policy": "ELBSecurityPolicy-TLS13-1-2-2021-06"}},
        "aws_lb_listener_rule": {
            "appointment-service": {"priority": 4711},
            "patient-service": {"condition": {"path_pattern": {"values": ["/api/patients/*"]}}},
        },
        "aws_lb_target_group": {"patient-service": {"health_check": {"path": "/changed"}}},
    }


def _network(environment: Environment) -> dict[str, Any]:
    """A private network is turned inside out, and a rule says something else."""
    first, second = ZONES
    tables = [f"${{aws_route_table.private_{first}.id}}"]
    changed: dict[str, Any] = {
        "aws_route": {
            f"private_{first}_internet": {
                "gateway_id": "${aws_internet_gateway.main.id}",
                "nat_gateway_id": "${null}",
            }
        },
        "aws_route_table_association": {
            f"private_{second}": {"route_table_id": "${aws_route_table.public.id}"}
        },
        "aws_subnet": {f"private_{first}": {"map_public_ip_on_launch": True}},
        "aws_vpc_endpoint": {"s3": {"route_table_ids": tables}},
        "aws_vpc_security_group_ingress_rule": {
            "load_balancer_main_from_internet_443": {"description": "Changed"}
        },
    }
    for name in environment.endpoints:
        changed["aws_vpc_endpoint"][name.replace(".", "_")] = {
            "security_group_ids": ["${aws_security_group.patient-service.id}"],
            "subnet_ids": [f"${{aws_subnet.private_{first}.id}}"],
        }
    return changed


def _roles(stage: Stage) -> dict[str, Any]:
    trust = json.loads(_said(stage, "aws_iam_role", "flow_logs", "assume_role_policy"))
    policy = json.loads(_said(stage, "aws_iam_policy", "patient-service_execution", "policy"))
    return {
        "aws_iam_role": {
            "flow_logs": {
                "assume_role_policy": json.dumps(trust | {"Id": "changed"}),
                "description": "Changed",
                "max_session_duration": 7200,
            }
        },
        "aws_iam_policy": {"patient-service_execution": {"policy": json.dumps(policy | {"Id": "changed"})}},
    }


def _services(environment: Environment) -> dict[str, Any]:
    return {
        "aws_appautoscaling_target": {
            service.name: {"min_capacity": 1, "max_capacity": 7} for service in environment.services
        },
        "aws_ecr_repository": {
            "patient-service": {
                "image_scanning_configuration": {"scan_on_push": False},
                "image_tag_mutability": "MUTABLE",
            }
        },
        "aws_ecs_cluster": {"main": {"setting": {"name": "containerInsights", "value": "enabled"}}},
        "aws_ecs_service": {"patient-service": {"health_check_grace_period_seconds": 77}},
    }


def _database(stage: Stage, environment: Environment) -> dict[str, Any]:
    """Its copies are kept longer, it is told one thing less and one otherwise; its size changed before."""
    told = {**PARAMETERS, "idle_in_transaction_session_timeout": "30000"}
    del told["log_lock_waits"]
    parameters = {
        "parameter": [
            {"name": name, "value": value, "apply_method": "immediate"} for name, value in told.items()
        ]
    }
    said = _said(stage, "aws_backup_plan", "main", "rule")
    rules = [{**rule, "lifecycle": {"delete_after": 4711}} for rule in said]
    changed: dict[str, Any] = {
        "aws_backup_plan": {"main": {"rule": rules}},
        "aws_db_subnet_group": {"main": {"description": "Changed"}},
    }
    if _is_cluster(environment):
        changed["aws_rds_cluster_instance"] = {ZONES[1]: {"promotion_tier": 7}}
        changed["aws_rds_cluster_parameter_group"] = {"main": parameters}
    else:
        changed["aws_db_parameter_group"] = {"main": parameters}
    return changed


def _is_cluster(environment: Environment) -> bool:
    return isinstance(environment.database.kind, Aurora)


def _firewall() -> dict[str, Any]:
    return {"aws_wafv2_web_acl": {"main": {"description": "Changed"}}}


def _said(stage: Stage, kind: str, name: str, argument: str) -> Any:
    """What the root's own file says there, of which only a little changes."""
    found = [named[name] for named in stage.blocks("resource", kind) if name in named]
    return stage.expect.one(f"{kind}.{name}", found)[argument]
