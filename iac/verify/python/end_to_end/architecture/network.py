"""The network: one VPC, public, private and isolated subnets in every zone, and the way out."""

from dataclasses import dataclass
from ipaddress import IPv4Network
from typing import Any

from end_to_end.facts import REGION, ZONES, Environment
from end_to_end.stage import Stage

_ANYWHERE = "0.0.0.0/0"


@dataclass(frozen=True)
class Network:
    vpc: str
    public: frozenset[str]
    private: frozenset[str]
    isolated: frozenset[str]


def check(stage: Stage, environment: Environment) -> Network:
    ec2 = stage.client("ec2", REGION)
    vpc = _vpc(stage, environment, ec2)
    here = [{"Name": "vpc-id", "Values": [vpc]}]
    public, private, isolated = _subnets(stage, environment, ec2, here)
    _default_group_is_closed(stage, ec2, here)
    logs = ec2.describe_flow_logs(Filters=[{"Name": "resource-id", "Values": [vpc]}])["FlowLogs"]
    log = stage.expect.one("flow log of the network", logs)
    stage.expect.equal(
        "state and traffic of the flow log", (log["FlowLogStatus"], log["TrafficType"]), ("ACTIVE", "ALL")
    )
    network = Network(vpc, public, private, isolated)
    _endpoints(stage, environment, ec2, network)
    return network


def _vpc(stage: Stage, environment: Environment, ec2: Any) -> str:
    ours = [{"Name": "is-default", "Values": ["false"]}]
    vpc = stage.expect.one("VPC", ec2.describe_vpcs(Filters=ours)["Vpcs"])
    stage.expect.equal("addresses of the VPC", vpc["CidrBlock"], environment.network)
    tags = {tag["Key"]: tag["Value"] for tag in vpc["Tags"]}
    stage.expect.equal(
        "default tags of the VPC",
        (tags.get("application"), tags.get("environment"), "managed-by" in tags),
        ("healthcare-app", environment.name, True),
    )
    identity: str = vpc["VpcId"]
    for attribute in ("enableDnsSupport", "enableDnsHostnames"):
        answer = ec2.describe_vpc_attribute(VpcId=identity, Attribute=attribute)
        value = answer[attribute[0].upper() + attribute[1:]]["Value"]
        stage.expect.equal(f"{attribute} of the VPC", value, True)
    return identity


def _subnets(
    stage: Stage, environment: Environment, ec2: Any, here: list[dict[str, Any]]
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """A subnet is public when its way out is the internet gateway; what it is called proves nothing."""
    expect = stage.expect
    gateway = expect.one("internet gateway", _gateways(ec2, here))
    nat = {found["NatGatewayId"]: found for found in _nat_gateways(ec2, here)}
    expect.equal("NAT gateways", len(nat), environment.nat_gateways)
    subnets = {found["SubnetId"]: found for found in ec2.describe_subnets(Filters=here)["Subnets"]}
    ways_out = _ways_out(ec2, here)
    public = frozenset(name for name in subnets if ways_out.get(name) == gateway["InternetGatewayId"])
    private = frozenset(name for name in subnets if ways_out.get(name) in nat)
    isolated = frozenset(name for name in subnets if name not in ways_out)
    expect.equal("subnets with another way out", set(subnets) - public - private - isolated, set())
    for what, names in (("public", public), ("private", private), ("isolated", isolated)):
        zones = sorted(subnets[name]["AvailabilityZone"] for name in names)
        expect.equal(f"zones of the {what} subnets", zones, sorted(ZONES))
    for name, subnet in subnets.items():
        expect.equal(f"public addresses by default in {name}", subnet["MapPublicIpOnLaunch"], False)
        inside = IPv4Network(subnet["CidrBlock"]).subnet_of(IPv4Network(environment.network))
        expect.true(f"{name} is inside the network", inside, subnet["CidrBlock"])
    for gateway_name, found in nat.items():
        expect.true(f"{gateway_name} is in a public subnet", found["SubnetId"] in public, found["SubnetId"])
    if environment.nat_gateways == len(ZONES):
        for name in private:
            zone = subnets[nat[ways_out[name]]["SubnetId"]]["AvailabilityZone"]
            expect.equal(f"zone of the NAT gateway of {name}", zone, subnets[name]["AvailabilityZone"])
    return public, private, isolated


def _gateways(ec2: Any, here: list[dict[str, Any]]) -> list[dict[str, Any]]:
    attached = [{"Name": "attachment.vpc-id", "Values": here[0]["Values"]}]
    gateways: list[dict[str, Any]] = ec2.describe_internet_gateways(Filters=attached)["InternetGateways"]
    return gateways


def _nat_gateways(ec2: Any, here: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = ec2.describe_nat_gateways(Filters=here)["NatGateways"]
    return [gateway for gateway in found if gateway["State"] == "available"]


def _ways_out(ec2: Any, here: list[dict[str, Any]]) -> dict[str, str]:
    """Where each subnet sends what is meant for anywhere."""
    ways: dict[str, str] = {}
    for table in ec2.describe_route_tables(Filters=here)["RouteTables"]:
        for route in table["Routes"]:
            if route.get("DestinationCidrBlock") == _ANYWHERE:
                way = route.get("NatGatewayId") or route.get("GatewayId")
                ways |= {link["SubnetId"]: way for link in table["Associations"] if "SubnetId" in link}
    return ways


def _endpoints(stage: Stage, environment: Environment, ec2: Any, network: Network) -> None:
    """S3 always, by the private subnets' routes; the others where images and secrets must stay inside."""
    here = [{"Name": "vpc-id", "Values": [network.vpc]}]
    found = {
        endpoint["ServiceName"].removeprefix(f"com.amazonaws.{REGION}."): endpoint
        for endpoint in ec2.describe_vpc_endpoints(Filters=here)["VpcEndpoints"]
    }
    stage.expect.equal("endpoints", set(found), {"s3", *environment.endpoints})
    tables = {
        link["RouteTableId"]
        for table in ec2.describe_route_tables(Filters=here)["RouteTables"]
        for link in table["Associations"]
        if link.get("SubnetId") in network.private
    }
    stage.expect.equal("kind of the endpoint of S3", found["s3"]["VpcEndpointType"], "Gateway")
    stage.expect.equal("routes to S3", set(found["s3"]["RouteTableIds"]), tables)
    for name in environment.endpoints:
        endpoint = found[name]
        stage.expect.equal(f"kind of the endpoint {name}", endpoint["VpcEndpointType"], "Interface")
        stage.expect.equal(f"private name of the endpoint {name}", endpoint["PrivateDnsEnabled"], True)
        stage.expect.equal(f"subnets of the endpoint {name}", set(endpoint["SubnetIds"]), network.private)


def _default_group_is_closed(stage: Stage, ec2: Any, here: list[dict[str, Any]]) -> None:
    named = [*here, {"Name": "group-name", "Values": ["default"]}]
    group = stage.expect.one("default group", ec2.describe_security_groups(Filters=named)["SecurityGroups"])
    rules = group["IpPermissions"] + group["IpPermissionsEgress"]
    stage.expect.equal("rules of the default security group", rules, [])
