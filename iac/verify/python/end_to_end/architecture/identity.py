"""Roles and what they may do: each service's own, by name."""

from typing import Any

from end_to_end.facts import REGION, Environment, Service
from end_to_end.stage import Stage

# The one action whose resource AWS does not let anyone name.
_NAMELESS = {"ecr:GetAuthorizationToken"}


def check(stage: Stage, environment: Environment) -> None:
    iam = stage.client("iam", REGION)
    for service in environment.services:
        for kind in ("execution", "task"):
            _role(stage, iam, f"{environment.service(service)}-{kind}")
        _execution(stage, environment, service, iam)


def _role(stage: Stage, iam: Any, name: str) -> None:
    trust = iam.get_role(RoleName=name)["Role"]["AssumeRolePolicyDocument"]["Statement"]
    statement = stage.expect.one(f"trust of {name}", trust)
    principal = statement["Principal"].get("Service")
    stage.expect.true(
        f"{name} is for tasks",
        principal in ("ecs-tasks.amazonaws.com", ["ecs-tasks.amazonaws.com"]),
        principal,
    )
    stage.expect.equal(f"inline policies of {name}", iam.list_role_policies(RoleName=name)["PolicyNames"], [])
    for statement in _statements(iam, name):
        actions, resources = set(_listed(statement["Action"])), _listed(statement["Resource"])
        stage.expect.equal(f"actions with wildcards of {name}", [name for name in actions if "*" in name], [])
        if "*" in resources:
            stage.expect.equal(f"actions of {name} on everything", actions - _NAMELESS, set())


def _execution(stage: Stage, environment: Environment, service: Service, iam: Any) -> None:
    """Pulls its own image, writes its own log."""
    name = f"{environment.service(service)}-execution"
    needed = {
        "ecr:BatchGetImage": f":repository/{environment.service(service)}",
        "ecr:GetDownloadUrlForLayer": f":repository/{environment.service(service)}",
        "logs:PutLogEvents": f":log-group:{environment.log_group(service)}:",
        "secretsmanager:GetSecretValue": f":secret:{environment.secret(service)}-??????:",
    }
    statements = _statements(iam, name)
    for action, ending in needed.items():
        granted = [
            resource
            for statement in statements
            if action in _listed(statement["Action"])
            for resource in _listed(statement["Resource"])
        ]
        holds = granted and all(ending in f"{resource}:" for resource in granted)
        stage.expect.true(f"{action} of {name} is granted on its own", holds, granted)


def _statements(iam: Any, role: str) -> list[dict[str, Any]]:
    """What the attached policies allow."""
    statements = []
    for attached in iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"]:
        arn = attached["PolicyArn"]
        version = iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
        document = iam.get_policy_version(PolicyArn=arn, VersionId=version)["PolicyVersion"]["Document"]
        statements += [found for found in _listed(document["Statement"]) if found["Effect"] == "Allow"]
    return statements


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
