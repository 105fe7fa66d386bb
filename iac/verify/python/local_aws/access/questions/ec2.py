"""Amazon EC2: the network. Everything is named by an identifier, whose start says what it is."""

import re
from collections.abc import Iterator

from moto.ec2.models import ec2_backends

from local_aws.access import world
from local_aws.access.conditions import Value
from local_aws.access.questions.asking import NEW, Asking, walk
from local_aws.access.questions.passing import passed
from local_aws.access.verdicts import Question

_KINDS = {
    "acl": "network-acl",
    "eipalloc": "elastic-ip",
    "eni": "network-interface",
    "fl": "vpc-flow-log",
    "igw": "internet-gateway",
    "nat": "natgateway",
    "pl": "prefix-list",
    "rtb": "route-table",
    "sg": "security-group",
    "sgr": "security-group-rule",
    "subnet": "subnet",
    "vpc": "vpc",
    "vpce": "vpc-endpoint",
}
_IDENTIFIER = re.compile(r"(?P<kind>[a-z]+)-[0-9a-f]{8,}")
_MADE = {
    "AllocateAddress": "elastic-ip",
    "AuthorizeSecurityGroupEgress": "security-group-rule",
    "AuthorizeSecurityGroupIngress": "security-group-rule",
    "CreateFlowLogs": "vpc-flow-log",
    "CreateInternetGateway": "internet-gateway",
    "CreateNatGateway": "natgateway",
    "CreateRouteTable": "route-table",
    "CreateSecurityGroup": "security-group",
    "CreateSubnet": "subnet",
    "CreateVpc": "vpc",
    "CreateVpcEndpoint": "vpc-endpoint",
}


def asked(call: Asking) -> Iterator[Question]:
    there = [
        call.arn("ec2", f"{_KINDS[found['kind']]}/{found[0]}")
        for found in map(_IDENTIFIER.fullmatch, _identifiers(call))
        if found and found["kind"] in _KINDS
    ]
    action, tags = f"ec2:{call.operation}", call.tags() or _specified(call)
    kind = _MADE.get(call.operation)
    if kind is None:
        yield from call.ask(action, there, tags=tags)
        return
    made = call.arn("ec2", f"{kind}/{NEW}")
    for question in call.ask(action, [*there, made]):
        if question.resource != made:
            yield question
    # What is being made has the tags that come with it, and what it is made of has its own.
    yield from call.ask(action, [made], tags=tags)
    if tags:
        said: dict[str, Value] = {"ec2:createaction": call.operation}
        yield from call.ask("ec2:CreateTags", [made], said, tags)
    if role := call.text("DeliverLogsPermissionArn"):
        yield from passed(call, role, "vpc-flow-logs.amazonaws.com")


def _specified(call: Asking) -> dict[str, str]:
    specified = call.parameters.get("TagSpecifications") or []
    return {tag["Key"]: tag["Value"] for each in specified for tag in each["Tags"]}


def _identifiers(call: Asking) -> Iterator[str]:
    """What the call names, and what is meant by an association that it names."""
    backend = ec2_backends[world.ACCOUNT][call.region]
    association = call.text("AssociationId") or ""
    if call.operation.endswith("SecurityGroupEgress") or call.operation.endswith("SecurityGroupIngress"):
        # The groups that a rule speaks of are not asked about.
        yield from call.texts("GroupId", "SecurityGroupRuleIds")
        return
    yield from walk(call.parameters)
    for table in list(backend.route_tables.values()):
        if subnet := table._associations.get(association):
            yield table.id
            yield subnet
    for address in list(backend.addresses):
        if association and address.association_id == association:
            yield address.allocation_id
            yield address.eni.id if address.eni else ""
