"""The environments as Terraform leaves them, so far as a deployment sees them: made of the rendered files."""

import json
import re
from pathlib import Path
from typing import Any

_TAGS = {"application": "healthcare-app", "managed-by": "terraform"}
NONE_YET = ":none-deployed-yet"


def make(client: Any, generated: Path, deployments: list[dict[str, Any]]) -> None:
    """Make what `deployments` of one environment name."""
    key = client("kms").create_key()["KeyMetadata"]["Arn"]
    network = _network(client)
    client("ecs").create_cluster(clusterName=deployments[0]["cluster"])
    files = [
        json.loads(file.read_text())["resource"]
        for file in sorted(generated.glob("*.tf.json"))
        if "resource" in json.loads(file.read_text())
    ]
    for deployment in deployments:
        rendered = {
            kind: resources[deployment["service"]]
            for file in files
            for kind, resources in file.items()
            if deployment["service"] in resources
        }
        definitions = [found for file in files for found in file.get("aws_ecs_task_definition", {}).values()]
        rendered["aws_ecs_task_definition"] = sorted(
            (found for found in definitions if found["family"].startswith(deployment["task_family"])),
            key=lambda found: len(found["family"]),
        )
        _images(client, deployment, rendered, key)
        client("logs").create_log_group(logGroupName=deployment["log_group"])
        _service(client, deployment, rendered, network)


def _images(client: Any, deployment: dict[str, Any], rendered: dict[str, Any], key: str) -> None:
    ecr = client("ecr")
    repository = rendered["aws_ecr_repository"]
    ecr.create_repository(
        repositoryName=deployment["repository"],
        imageTagMutability=repository["image_tag_mutability"],
        imageScanningConfiguration={"scanOnPush": repository["image_scanning_configuration"]["scan_on_push"]},
    )
    ecr.put_lifecycle_policy(
        repositoryName=deployment["repository"],
        lifecyclePolicyText=rendered["aws_ecr_lifecycle_policy"]["policy"],
    )
    client("ssm").put_parameter(
        Name=rendered["aws_ssm_parameter"]["name"],
        Type=rendered["aws_ssm_parameter"]["type"],
        KeyId=key,
        Value=deployment["repository_url"] + NONE_YET,
    )


def _network(client: Any) -> dict[str, Any]:
    """A network of one subnet, as services and tasks are told of it."""
    ec2 = client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/20")["Subnet"]["SubnetId"]
    group = ec2.create_security_group(VpcId=vpc, GroupName="services", Description="services")["GroupId"]
    where = {"subnets": [subnet], "securityGroups": [group], "assignPublicIp": "DISABLED"}
    return {"awsvpcConfiguration": where}


def _service(
    client: Any, deployment: dict[str, Any], rendered: dict[str, Any], network: dict[str, Any]
) -> None:
    serving, *one_off = (
        _definition(client, deployment, definition) for definition in rendered["aws_ecs_task_definition"]
    )
    assert len(one_off) == 2, rendered
    service = rendered["aws_ecs_service"]
    client("ecs").create_service(
        cluster=deployment["cluster"],
        serviceName=service["name"],
        taskDefinition=serving,
        desiredCount=service["desired_count"],
        networkConfiguration=network,
        deploymentConfiguration={"deploymentCircuitBreaker": service["deployment_circuit_breaker"]},
    )


def _definition(client: Any, deployment: dict[str, Any], definition: dict[str, Any]) -> str:
    """Register what was rendered, with values for what it refers to; the revision's ARN."""
    text = definition["container_definitions"]
    for reference, value in (
        (r"nonsensitive\([^}]*", deployment["repository_url"] + NONE_YET),
        (r"aws_ecr_repository[^}]*", deployment["repository_url"]),
        (r"aws_cloudwatch_log_group[^}]*", deployment["log_group"]),
        (r"(aws_db_instance|aws_rds_cluster)[^}]*", "database.example"),
        (r"tolist\([^}]*master_user_secret[^}]*", "arn:aws:secretsmanager:us-east-1:123456789012:secret:rds"),
    ):
        text = re.sub(rf"\$\{{{reference}\}}", value, text)
    assert "${" not in text, text
    registered = client("ecs").register_task_definition(
        family=definition["family"],
        containerDefinitions=json.loads(text),
        cpu=definition["cpu"],
        memory=definition["memory"],
        networkMode=definition["network_mode"],
        requiresCompatibilities=definition["requires_compatibilities"],
        executionRoleArn=f"arn:aws:iam::123456789012:role/{definition['family']}-execution",
        taskRoleArn=f"arn:aws:iam::123456789012:role/{definition['family']}-task",
        tags=[{"key": name, "value": value} for name, value in {**_TAGS, **definition["tags"]}.items()],
    )
    return str(registered["taskDefinition"]["taskDefinitionArn"])
