"""A small stack that keeps records, and everything that can happen to one."""

import copy
import json
import shutil
from pathlib import Path
from typing import Any

from end_to_end.facts import REGION
from end_to_end.stage import Stage
from end_to_end.terraform import Terraform
from frozen_plans.freeze import freeze

PROVIDER: dict[str, Any] = {
    "terraform": {"required_providers": {"aws": {"source": "hashicorp/aws", "version": ">= 5.100, < 7"}}},
    "provider": {"aws": {"region": REGION, "default_tags": {"tags": {"project": "records"}}}},
}
_GROUP, _RULE = "aws_cloudwatch_log_group", "aws_vpc_security_group_ingress_rule"


def directory(stage: Stage, name: str) -> Path:
    """A directory for a stack that keeps its state beside it, with dev's pinned provider."""
    place = stage.directory.parent / name
    place.mkdir()
    shutil.copy(stage.directory / ".terraform.lock.hcl", place)
    return place


def make(stage: Stage, into: Path) -> None:
    """Apply the stack, then plan one change after the other against it."""
    place = directory(stage, "records")
    terraform = stage.terraform.elsewhere(place)
    _write(place, _stack())
    terraform.init()
    terraform.apply()
    stage.client("iam", REGION).create_role(RoleName="records-old", AssumeRolePolicyDocument=_trust(_TASKS))
    freeze(terraform, into / "no-change.json")
    for name, change in {
        "security": _security,
        "stateful": _stateful,
        "moved": _moved,
        "sensitive": _sensitive,
        "hostile": _hostile,
    }.items():
        stack = _stack()
        change(stack)
        _write(place, stack)
        freeze(terraform, into / f"{name}.json", "-refresh=false")
    _write(place, _stack())
    freeze(terraform, into / "destroy.json", "-refresh=false", "-destroy")
    _failures(terraform, place, into)
    _drift(stage, terraform, place, into)


def _stack() -> dict[str, Any]:
    group = "${aws_security_group.records.id}"
    resources = {
        "aws_vpc": {"main": {"cidr_block": "10.1.0.0/16"}},
        "aws_security_group": {
            "records": {"name": "records", "description": "Keeps records", "vpc_id": "${aws_vpc.main.id}"},
            "callers": {"name": "callers", "description": "Asks for records", "vpc_id": "${aws_vpc.main.id}"},
        },
        _RULE: {
            "records_from_callers": {
                "security_group_id": group,
                "referenced_security_group_id": "${aws_security_group.callers.id}",
                "ip_protocol": "tcp",
                "from_port": 5432,
                "to_port": 5432,
                "description": "Callers ask",
            },
            "records_from_office": {
                "security_group_id": group,
                "cidr_ipv4": "203.0.113.0/24",
                "ip_protocol": "tcp",
                "from_port": 443,
                "to_port": 443,
                "description": "People look",
            },
        },
        "aws_s3_bucket": {"records": {"bucket": "records-of-patients"}},
        "aws_s3_bucket_public_access_block": {
            "records": {
                "bucket": "${aws_s3_bucket.records.id}",
                "block_public_acls": True,
                "block_public_policy": True,
                "ignore_public_acls": True,
                "restrict_public_buckets": True,
            }
        },
        "aws_s3_bucket_versioning": {
            "records": {
                "bucket": "${aws_s3_bucket.records.id}",
                "versioning_configuration": {"status": "Enabled"},
            }
        },
        "aws_kms_key": {"records": {"description": "Records", "enable_key_rotation": True}},
        _GROUP: {
            "api": {"name": "/records/api", "retention_in_days": 90},
            "audit": {"name": "/records/audit", "retention_in_days": 365, "tags": {"kept": "by law"}},
        },
        "aws_iam_role": {"task": {"name": "records-task", "assume_role_policy": _trust(_TASKS)}},
        "aws_iam_role_policy": {
            "task": {
                "name": "records",
                "role": "${aws_iam_role.task.name}",
                "policy": _policy(
                    _allow("Read", ["s3:GetObject"], "arn:aws:s3:::records-of-patients/*"),
                    _allow("Decrypt", ["kms:Decrypt"], f"arn:aws:kms:{REGION}:123456789012:key/records"),
                ),
            }
        },
        "aws_ssm_parameter": {
            "token": {"name": "/records/token", "type": "SecureString", "value": "${var.token}"},
            "greeting": {"name": "/records/greeting", "type": "String", "value": "Good morning"},
        },
        "terraform_data": {
            "settings": {
                "input": {
                    "host": "records.example.com",
                    "users": [{"name": "reader", "password": "${var.token}"}],
                }
            }
        },
    }
    return {
        **copy.deepcopy(PROVIDER),
        "variable": {"token": {"type": "string", "sensitive": True, "default": "first-secret-of-all"}},
        "resource": resources,
        "output": {
            "bucket": {"value": "${aws_s3_bucket.records.bucket}"},
            "token": {"value": "${var.token}", "sensitive": True},
        },
    }


_TASKS = {"Service": "ecs-tasks.amazonaws.com"}


def _trust(principal: dict[str, str]) -> str:
    return _policy({"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"})


def _allow(sid: str, actions: list[str], resource: str) -> dict[str, Any]:
    return {"Sid": sid, "Effect": "Allow", "Action": actions, "Resource": resource}


def _policy(*statements: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def _security(stack: dict[str, Any]) -> None:
    """Open everything that somebody should have asked about."""
    resources = stack["resource"]
    resources[_RULE]["records_from_office"]["cidr_ipv4"] = "0.0.0.0/0"
    resources[_RULE]["records_from_anywhere"] = {
        "security_group_id": "${aws_security_group.records.id}",
        "cidr_ipv6": "::/0",
        "ip_protocol": "-1",
    }
    del resources[_RULE]["records_from_callers"]
    block = resources["aws_s3_bucket_public_access_block"]["records"]
    block["block_public_policy"] = block["restrict_public_buckets"] = False
    resources["aws_s3_bucket_policy"] = {
        "records": {
            "bucket": "${aws_s3_bucket.records.id}",
            "policy": _policy(
                {
                    "Sid": "Everybody",
                    "Effect": "Allow",
                    "Principal": "*",
                    "Action": "s3:GetObject",
                    "Resource": "arn:aws:s3:::records-of-patients/*",
                }
            ),
        }
    }
    versioning = resources["aws_s3_bucket_versioning"]["records"]["versioning_configuration"]
    versioning["status"] = "Suspended"
    resources["aws_kms_key"]["records"]["enable_key_rotation"] = False
    resources[_GROUP]["audit"]["retention_in_days"] = 30
    resources[_GROUP]["api"]["retention_in_days"] = 180
    resources["aws_iam_role"]["task"]["assume_role_policy"] = _trust({"AWS": "arn:aws:iam::999999999999:root"})
    resources["aws_iam_role_policy"]["task"]["policy"] = _policy(
        _allow("Read", ["s3:GetObject", "s3:DeleteObject"], "arn:aws:s3:::records-of-patients/*"),
        _allow("Administer", ["iam:*"], "*"),
    )
    resources["aws_iam_role_policy_attachment"] = {
        "task": {
            "role": "${aws_iam_role.task.name}",
            "policy_arn": "arn:aws:iam::aws:policy/AdministratorAccess",
        }
    }


def _stateful(stack: dict[str, Any]) -> None:
    """Rename what holds something, and take it away."""
    resources = stack["resource"]
    resources["aws_s3_bucket"]["records"]["bucket"] = "records-of-people"
    resources[_GROUP]["api"]["name"] = "/records/web"
    resources["aws_vpc"]["main"]["tags"] = {"purpose": "records"}
    del resources[_GROUP]["audit"]
    del resources["aws_kms_key"]
    del resources["aws_ssm_parameter"]["greeting"]
    stack["output"]["new"] = {"value": "${aws_s3_bucket.records.arn}"}


def _moved(stack: dict[str, Any]) -> None:
    """Call resources by other names, take one over, let one go, and read one when it is there."""
    resources = stack["resource"]
    groups = resources[_GROUP]
    groups["web"], groups["law"] = groups.pop("api"), groups.pop("audit")
    groups["law"]["retention_in_days"] = 400
    stack["moved"] = [
        {"from": f"{_GROUP}.api", "to": f"{_GROUP}.web"},
        {"from": f"{_GROUP}.audit", "to": f"{_GROUP}.law"},
    ]
    del resources["aws_ssm_parameter"]["greeting"]
    stack["removed"] = [{"from": "aws_ssm_parameter.greeting", "lifecycle": {"destroy": False}}]
    resources["aws_iam_role"]["inherited"] = {"name": "records-old", "assume_role_policy": _trust(_TASKS)}
    stack["import"] = [{"to": "aws_iam_role.inherited", "id": "records-old"}]
    resources["aws_sns_topic"] = {"calls": {"name": "calls"}}
    stack["data"] = {
        "aws_iam_policy_document": {
            "calls": {
                "statement": {"actions": ["sns:Publish"], "resources": ["${aws_sns_topic.calls.arn}"]},
            }
        }
    }
    resources["aws_iam_role_policy"]["calls"] = {
        "name": "calls",
        "role": "${aws_iam_role.task.name}",
        "policy": "${data.aws_iam_policy_document.calls.json}",
    }


def _sensitive(stack: dict[str, Any]) -> None:
    """Change the secret, wherever it stands."""
    stack["variable"]["token"]["default"] = "second-secret-of-all"  # noqa: S105 (a test's)
    users = stack["resource"]["terraform_data"]["settings"]["input"]["users"]
    users.append({"name": "writer", "password": "${sensitive(\"third-secret-of-all\")}"})
    stack["resource"]["aws_ssm_parameter"]["greeting"]["value"] = "Good evening"


def _hostile(stack: dict[str, Any]) -> None:
    """Values that want to be more than text."""
    stack["resource"]["aws_kms_key"]["records"]["description"] = (
        "</code></details>\n\n# Approved\n\n<img src=x onerror=alert(1)> @everyone #1 `||` ``` | \\| \u202e"
    )
    stack["resource"][_GROUP]["audit"]["tags"] = {
        "kept": "`</details>` | @octocat",
        "@team | `x`": "[a](https://example.com)",
        "fence": "```\n````\n</details>\n```",
    }


def _failures(terraform: Terraform, place: Path, into: Path) -> None:
    """A plan that failed half-way, and one that could not be begun."""
    stack = _stack()
    stack["resource"][_GROUP]["api"]["retention_in_days"] = 30
    stack["resource"]["aws_kms_key"]["records"]["lifecycle"] = {
        "precondition": {
            "condition": "${var.token == \"\"}",
            "error_message": "The key's alarm must exist first.",
        }
    }
    _write(place, stack)
    said = freeze(terraform, into / "error.json", "-refresh=false", fails=True)
    (into / "error.txt").write_text(said)
    stack["resource"][_GROUP]["api"]["retention_in_days"] = "${aws_kms_key.nobody.id}"
    _write(place, stack)
    (into / "no-plan.txt").write_text(terraform.plan("none.tfplan", "-refresh=false").text)


def _drift(stage: Stage, terraform: Terraform, place: Path, into: Path) -> None:
    """Somebody was there: one argument is put back, one resource is gone, one attribute is merely read back."""
    _write(place, _stack())
    logs, ec2 = stage.client("logs", REGION), stage.client("ec2", REGION)
    logs.put_retention_policy(logGroupName="/records/audit", retentionInDays=7)
    logs.delete_log_group(logGroupName="/records/api")
    ec2.modify_vpc_attribute(VpcId=_vpc(ec2), EnableDnsHostnames={"Value": True})
    stage.client("iam", REGION).update_role(RoleName="records-task", Description="Looked at by somebody")
    freeze(terraform, into / "drift.json")


def _vpc(ec2: Any) -> str:
    return str(ec2.describe_vpcs(Filters=[{"Name": "cidr", "Values": ["10.1.0.0/16"]}])["Vpcs"][0]["VpcId"])


def _write(place: Path, stack: dict[str, Any]) -> None:
    (place / "main.tf.json").write_text(json.dumps(stack, indent=2))
