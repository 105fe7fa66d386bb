"""The cluster, its services and what their tasks may do."""

from typing import Any

from end_to_end.architecture.database.server import Found
from end_to_end.architecture.network import Network
from end_to_end.facts import PORT, REGION, USER, Environment, Service
from end_to_end.stage import Stage


def check(
    stage: Stage,
    environment: Environment,
    network: Network,
    target_groups: dict[str, str],
    database: Found,
) -> None:
    ecs = stage.client("ecs", REGION)
    include = ["SETTINGS", "CONFIGURATIONS"]
    clusters = ecs.describe_clusters(clusters=[environment.prefix], include=include)["clusters"]
    cluster = stage.expect.one("cluster", clusters)
    settings = {setting["name"]: setting["value"] for setting in cluster["settings"]}
    insights = settings.get("containerInsights")
    stage.expect.true("Container Insights are on", insights in ("enabled", "enhanced"), insights)
    stage.expect.equal("capacity providers", set(cluster["capacityProviders"]), {"FARGATE", "FARGATE_SPOT"})
    _strategy(stage, environment, "the cluster", cluster["defaultCapacityProviderStrategy"])
    for service in environment.services:
        _service(stage, environment, service, network, target_groups[service.name])
        _task(stage, environment, service, database)


def _service(
    stage: Stage, environment: Environment, service: Service, network: Network, target_group: str
) -> None:
    expect, name = stage.expect, environment.service(service)
    described = stage.client("ecs", REGION).describe_services(cluster=environment.prefix, services=[name])
    found = expect.one(f"service {name}", described["services"])
    expect.equal(f"tasks of {name} before the first deployment", found["desiredCount"], 0)
    _strategy(stage, environment, name, found["capacityProviderStrategy"])
    placed = found["networkConfiguration"]["awsvpcConfiguration"]
    expect.equal(f"subnets of {name}", set(placed["subnets"]), network.private)
    expect.equal(f"public address of {name}", placed["assignPublicIp"], "DISABLED")
    balancer = expect.one(f"load balancer of {name}", found["loadBalancers"])
    expect.equal(f"target group of {name}", balancer["targetGroupArn"], target_group)
    expect.equal(
        f"target of {name}", (balancer["containerName"], balancer["containerPort"]), (service.name, PORT)
    )
    breaker = found["deploymentConfiguration"].get("deploymentCircuitBreaker", {})
    expect.equal(f"circuit breaker of {name}", breaker, breaker | {"enable": True, "rollback": True})


def _strategy(stage: Stage, environment: Environment, whose: str, strategy: list[dict[str, Any]]) -> None:
    """What is attached may be used; what is in the strategy is."""
    used = {"FARGATE", "FARGATE_SPOT"} if environment.spot else {"FARGATE"}
    stage.expect.equal(f"strategy of {whose}", {part["capacityProvider"] for part in strategy}, used)


def _task(stage: Stage, environment: Environment, service: Service, database: Found) -> None:
    expect, name = stage.expect, environment.service(service)
    described = stage.client("ecs", REGION).describe_task_definition(taskDefinition=name)
    task = described["taskDefinition"]
    expect.equal(f"size of {name}", (task["cpu"], task["memory"]), (environment.cpu, environment.memory))
    expect.equal(f"network mode of {name}", task["networkMode"], "awsvpc")
    expect.equal(f"where {name} runs", task["requiresCompatibilities"], ["FARGATE"])
    expect.true(f"{name} has two roles", task["executionRoleArn"] != task["taskRoleArn"])
    container = expect.one(f"container of {name}", task["containerDefinitions"])
    _container(stage, environment, service, container)
    _variables(stage, environment, service, container, database)


def _container(stage: Stage, environment: Environment, service: Service, container: dict[str, Any]) -> None:
    expect, name = stage.expect, environment.service(service)
    expect.equal(f"name of the container of {name}", container["name"], service.name)
    expect.equal(f"user of {name}", container["user"].split(":")[0], USER)
    expect.equal(f"root file system of {name} is read-only", container["readonlyRootFilesystem"], True)
    expect.equal(f"privileges of {name}", container.get("privileged", False), False)
    added = container.get("linuxParameters", {}).get("capabilities", {}).get("add", [])
    expect.equal(f"added capabilities of {name}", added, [])
    ports = [mapping["containerPort"] for mapping in container["portMappings"]]
    expect.equal(f"ports of {name}", ports, [PORT])
    check = container["healthCheck"]["command"]
    expect.equal(f"health check of {name}", check, ["CMD", "/app", "healthcheck"])
    log = container["logConfiguration"]
    expect.equal(
        f"log of {name}",
        (log["logDriver"], log["options"]["awslogs-group"]),
        ("awslogs", environment.log_group(service)),
    )
    repository = f"/{name}"
    expect.true(f"{name} runs from its own repository", repository in container["image"], container["image"])
    expect.equal(f"secrets of {name}", container.get("secrets", []), [])


def _variables(
    stage: Stage, environment: Environment, service: Service, container: dict[str, Any], database: Found
) -> None:
    """Where others are; the database is logged in to without any password."""
    expect, name = stage.expect, environment.service(service)
    plain = {found["name"]: found["value"] for found in container["environment"]}
    wanted = {
        "DATABASE_AUTH": "iam",
        "DATABASE_MAX_CONNECTIONS": str(environment.database.connections_per_task),
        "DATABASE_URL": database.url(service.login, service),
    }
    of_database = {key: value for key, value in plain.items() if key.startswith("DATABASE_")}
    expect.equal(f"what {name} is told of its database", of_database, wanted)
    for called in service.calls:
        variable = f"{called.upper().replace('-', '_')}_URL"
        expect.equal(f"{variable} of {name}", plain.get(variable), f"https://{environment.domain}")
