"""Roles and what they may do: each service's own, by name."""

from typing import Any

from end_to_end import roles
from end_to_end.facts import REGION, Environment, Service
from end_to_end.stage import Stage

# The one action whose resource AWS does not let anyone name.
_NAMELESS = {"ecr:GetAuthorizationToken"}
_TASKS = ("execution", "migrate-task", "setup-task", "task")


def check(stage: Stage, environment: Environment) -> None:
    iam = stage.client("iam", REGION)
    wanted = _roles(environment)
    found = {role["RoleName"] for role in iam.list_roles()["Roles"]}
    ours = {name for name in found if name.startswith(f"{environment.prefix}-")}
    # Deployments' own is a workflow's: see `least_privilege`.
    stage.expect.equal("roles", ours, {*wanted, roles.deploy(environment.name).name})
    for name, service in wanted.items():
        _role(stage, iam, name, service)
    for each in environment.services:
        _execution(stage, environment, each, iam)


def _roles(environment: Environment) -> dict[str, str]:
    """Every role, and the service that takes it on."""
    tasks = {
        f"{environment.service(service)}-{kind}": "ecs-tasks"
        for service in environment.services
        for kind in _TASKS
    }
    others = {
        "database-backup": "backup",
        "database-monitoring": "monitoring.rds",
        "flow-logs": "vpc-flow-logs",
    }
    return tasks | {f"{environment.prefix}-{name}": service for name, service in others.items()}


def _role(stage: Stage, iam: Any, name: str, service: str) -> None:
    trust = iam.get_role(RoleName=name)["Role"]["AssumeRolePolicyDocument"]["Statement"]
    statement = stage.expect.one(f"trust of {name}", trust)
    principals = {kind: _listed(named) for kind, named in statement["Principal"].items()}
    stage.expect.equal(f"whom {name} is for", principals, {"Service": [f"{service}.amazonaws.com"]})
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
