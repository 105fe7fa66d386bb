"""Who may talk to whom, as the security groups say it."""

from typing import Any

from end_to_end.facts import DATABASE_PORT, PORT, REGION, Environment
from end_to_end.stage import Stage

_ANYWHERE = "0.0.0.0/0"
# From and to which port, and whom.
_Rule = tuple[int, int, str]


def check(stage: Stage, environment: Environment, balancer: str, database: str) -> None:
    services = groups_of_services(stage, environment)
    stage.expect.equal("security groups of services", len(set(services.values())), len(environment.services))
    open_ports = {(80, 80, _ANYWHERE), (443, 443, _ANYWHERE)}
    stage.expect.equal("what reaches the load balancer", rules(stage, balancer, egress=False), open_ports)
    to_services = {(PORT, PORT, group) for group in services.values()}
    stage.expect.equal("what the load balancer reaches", rules(stage, balancer, egress=True), to_services)
    for name, group in services.items():
        from_balancer = {(PORT, PORT, balancer)}
        stage.expect.equal(f"what reaches {name}", rules(stage, group, egress=False), from_balancer)
        reached = _reached_by_services(stage, database)
        stage.expect.equal(f"what {name} reaches", rules(stage, group, egress=True), reached)


def _reached_by_services(stage: Stage, database: str) -> set[_Rule]:
    """The token issuer and the load balancer through the internet, S3, the database, and the endpoints."""
    ec2 = stage.client("ec2", REGION)
    lists = {
        found["PrefixListName"]: found["PrefixListId"] for found in ec2.describe_prefix_lists()["PrefixLists"]
    }
    reached = {
        (443, 443, _ANYWHERE),
        (443, 443, lists[f"com.amazonaws.{REGION}.s3"]),
        (DATABASE_PORT, DATABASE_PORT, database),
    }
    for endpoint in ec2.describe_vpc_endpoints()["VpcEndpoints"]:
        reached |= {(443, 443, group["GroupId"]) for group in endpoint["Groups"]}
    return reached


def groups_of_services(stage: Stage, environment: Environment) -> dict[str, str]:
    """One each."""
    ecs = stage.client("ecs", REGION)
    names = [environment.service(service) for service in environment.services]
    groups = {}
    for found in ecs.describe_services(cluster=environment.prefix, services=names)["services"]:
        placed = found["networkConfiguration"]["awsvpcConfiguration"]["securityGroups"]
        groups[found["serviceName"]] = stage.expect.one(f"group of {found['serviceName']}", placed)
    return groups


def rules(stage: Stage, group: str, *, egress: bool) -> set[_Rule]:
    filters = [{"Name": "group-id", "Values": [group]}]
    listed = stage.client("ec2", REGION).describe_security_group_rules(Filters=filters)
    rules = [rule for rule in listed["SecurityGroupRules"] if rule["IsEgress"] == egress]
    return {(rule["FromPort"], rule["ToPort"], _peer(rule)) for rule in rules}


def _peer(rule: dict[str, Any]) -> str:
    peer: str = (
        rule.get("CidrIpv4") or rule.get("PrefixListId") or rule.get("ReferencedGroupInfo", {}).get("GroupId")
    )
    return peer
