"""Where the database is: in subnets that no route leads out of, and a group that lets in services alone."""

from end_to_end.architecture import access
from end_to_end.architecture.database.server import Found
from end_to_end.architecture.network import Network
from end_to_end.facts import DATABASE_PORT, REGION, ZONES, Environment
from end_to_end.stage import Stage


def check(stage: Stage, environment: Environment, network: Network, found: Found) -> None:
    _subnets(stage, environment, network)
    _routes(stage, network)
    services = access.groups_of_services(stage, environment).values()
    reaching = {(DATABASE_PORT, DATABASE_PORT, group) for group in services}
    stage.expect.equal("what reaches the database", access.rules(stage, found.group, egress=False), reaching)
    stage.expect.equal("what the database reaches", access.rules(stage, found.group, egress=True), set())
    for group in services:
        to_databases = {rule for rule in access.rules(stage, group, egress=True) if rule[0] == DATABASE_PORT}
        here = {(DATABASE_PORT, DATABASE_PORT, found.group)}
        stage.expect.equal(f"databases that {group} reaches", to_databases, here)


def _subnets(stage: Stage, environment: Environment, network: Network) -> None:
    described = stage.client("ec2", REGION).describe_subnets(SubnetIds=sorted(network.isolated))["Subnets"]
    found = {subnet["AvailabilityZone"]: subnet["CidrBlock"] for subnet in described}
    wanted = dict(zip(ZONES, environment.database.isolated, strict=True))
    stage.expect.equal("addresses of the isolated subnets", found, wanted)


def _routes(stage: Stage, network: Network) -> None:
    """Each has a table of its own, and in it nothing but the network itself."""
    subnets = [{"Name": "association.subnet-id", "Values": sorted(network.isolated)}]
    tables = stage.client("ec2", REGION).describe_route_tables(Filters=subnets)["RouteTables"]
    linked = sorted(link["SubnetId"] for table in tables for link in table["Associations"])
    stage.expect.equal("isolated subnets that have a route table", linked, sorted(network.isolated))
    routes = {route.get("GatewayId") for table in tables for route in table["Routes"]}
    stage.expect.equal("where isolated subnets send anything", routes, {"local"})
