//! Amazon EC2: the network. Its ARNs are made of no names: everything is known by its tags.

use super::{CLAIMED, EVERYTHING, Grant, MADE, TAGGED, When, read, write};

const VPC: &[&str] = &["aws_vpc"];
const SUBNET: &[&str] = &["aws_subnet"];
const GATEWAY: &[&str] = &["aws_internet_gateway"];
const ADDRESS: &[&str] = &["aws_eip"];
const NAT: &[&str] = &["aws_nat_gateway"];
const TABLE: &[&str] = &["aws_route_table"];
const ROUTE: &[&str] = &["aws_route"];
const ASSOCIATION: &[&str] = &["aws_route_table_association"];
const GROUP: &[&str] = &["aws_security_group"];
const DEFAULT_GROUP: &[&str] = &["aws_default_security_group"];
const RULES: &[&str] = &["aws_vpc_security_group_egress_rule", "aws_vpc_security_group_ingress_rule"];
const ENDPOINT: &[&str] = &["aws_vpc_endpoint"];
/// An endpoint that has interfaces, which its type does not say.
pub(crate) const INTERFACE_ENDPOINT: &str = "aws_vpc_endpoint/interface";
const FLOW_LOG: &[&str] = &["aws_flow_log"];

const VPCS: &[&str] = &["arn:aws:ec2:{region}:{account}:vpc/*"];
const SUBNETS: &[&str] = &["arn:aws:ec2:{region}:{account}:subnet/*"];
const GATEWAYS: &[&str] = &["arn:aws:ec2:{region}:{account}:internet-gateway/*"];
const ADDRESSES: &[&str] = &["arn:aws:ec2:{region}:{account}:elastic-ip/*"];
const NATS: &[&str] = &["arn:aws:ec2:{region}:{account}:natgateway/*"];
const TABLES: &[&str] = &["arn:aws:ec2:{region}:{account}:route-table/*"];
const GROUPS: &[&str] = &["arn:aws:ec2:{region}:{account}:security-group/*"];
const GROUP_RULES: &[&str] = &["arn:aws:ec2:{region}:{account}:security-group-rule/*"];
const ENDPOINTS: &[&str] = &["arn:aws:ec2:{region}:{account}:vpc-endpoint/*"];
const FLOW_LOGS: &[&str] = &["arn:aws:ec2:{region}:{account}:vpc-flow-log/*"];
const INTERFACES: &[&str] = &["arn:aws:ec2:{region}:{account}:network-interface/*"];
const EVERY_KIND: &[&str] = &[
    VPCS[0],
    SUBNETS[0],
    GATEWAYS[0],
    ADDRESSES[0],
    NATS[0],
    TABLES[0],
    GROUPS[0],
    GROUP_RULES[0],
    ENDPOINTS[0],
    FLOW_LOGS[0],
];

/// Tags that come with what is made, and only then.
const WHILE_MADE: &[When] = &[MADE[0], MADE[1], ("Null", "ec2:CreateAction", "false")];

const MADE_SID: &str = "NetworkMade";
const TAGGED_SID: &str = "NetworkTagged";

const fn made(
    types: &'static [&'static str],
    action: &'static [&'static str],
    on: &'static [&'static str],
) -> Grant {
    write(MADE_SID, types, action, on).when(MADE)
}

const fn tagged(
    types: &'static [&'static str],
    actions: &'static [&'static str],
    on: &'static [&'static str],
) -> Grant {
    write(TAGGED_SID, types, actions, on).when(TAGGED)
}

const fn seen(types: &'static [&'static str], actions: &'static [&'static str]) -> Grant {
    read("Network", types, actions, EVERYTHING)
}

pub(super) const GRANTS: &[Grant] = &[
    seen(VPC, &["ec2:DescribeVpcs"]),
    // Which groups, tables and access lists a network has of itself.
    seen(VPC, &["ec2:DescribeNetworkAcls", "ec2:DescribeRouteTables", "ec2:DescribeSecurityGroups"]),
    read("NetworkAttributes", VPC, &["ec2:DescribeVpcAttribute"], VPCS),
    seen(SUBNET, &["ec2:DescribeSubnets"]),
    seen(GATEWAY, &["ec2:DescribeInternetGateways"]),
    seen(ADDRESS, &["ec2:DescribeAddresses", "ec2:DescribeAddressesAttribute"]),
    seen(NAT, &["ec2:DescribeNatGateways"]),
    seen(TABLE, &["ec2:DescribeRouteTables"]),
    seen(ROUTE, &["ec2:DescribeRouteTables"]),
    seen(ASSOCIATION, &["ec2:DescribeRouteTables"]),
    seen(GROUP, &["ec2:DescribeSecurityGroups"]),
    seen(DEFAULT_GROUP, &["ec2:DescribeSecurityGroups"]),
    seen(RULES, &["ec2:DescribeSecurityGroupRules"]),
    seen(ENDPOINT, &["ec2:DescribePrefixLists", "ec2:DescribeVpcEndpoints"]),
    // Whose addresses an interface endpoint has is read of its interfaces.
    seen(&[INTERFACE_ENDPOINT], &["ec2:DescribeNetworkInterfaces"]),
    seen(FLOW_LOG, &["ec2:DescribeFlowLogs"]),
    made(VPC, &["ec2:CreateVpc"], VPCS),
    made(SUBNET, &["ec2:CreateSubnet"], SUBNETS),
    made(GATEWAY, &["ec2:CreateInternetGateway"], GATEWAYS),
    made(ADDRESS, &["ec2:AllocateAddress"], ADDRESSES),
    made(NAT, &["ec2:CreateNatGateway"], NATS),
    made(TABLE, &["ec2:CreateRouteTable"], TABLES),
    made(GROUP, &["ec2:CreateSecurityGroup"], GROUPS),
    made(RULES, &["ec2:AuthorizeSecurityGroupEgress", "ec2:AuthorizeSecurityGroupIngress"], GROUP_RULES),
    made(ENDPOINT, &["ec2:CreateVpcEndpoint"], ENDPOINTS),
    made(FLOW_LOG, &["ec2:CreateFlowLogs"], FLOW_LOGS),
    write("NetworkNamed", VPC, &["ec2:CreateTags"], EVERY_KIND).when(WHILE_MADE),
    // A network's default group is AWS's own: it is there untagged, and becomes the environment's.
    write("NetworkClaimed", DEFAULT_GROUP, &["ec2:CreateTags"], GROUPS).when(CLAIMED),
    tagged(VPC, &["ec2:CreateTags", "ec2:DeleteTags"], EVERY_KIND),
    tagged(VPC, &["ec2:DeleteVpc", "ec2:ModifyVpcAttribute"], VPCS),
    tagged(SUBNET, &["ec2:CreateSubnet"], VPCS),
    tagged(SUBNET, &["ec2:DeleteSubnet", "ec2:ModifySubnetAttribute"], SUBNETS),
    tagged(GATEWAY, &["ec2:AttachInternetGateway", "ec2:DetachInternetGateway"], VPCS),
    tagged(
        GATEWAY,
        &["ec2:AttachInternetGateway", "ec2:DeleteInternetGateway", "ec2:DetachInternetGateway"],
        GATEWAYS,
    ),
    tagged(ADDRESS, &["ec2:DisassociateAddress", "ec2:ReleaseAddress"], ADDRESSES),
    tagged(NAT, &["ec2:CreateNatGateway"], ADDRESSES),
    tagged(NAT, &["ec2:CreateNatGateway"], SUBNETS),
    tagged(NAT, &["ec2:DeleteNatGateway"], NATS),
    tagged(TABLE, &["ec2:CreateRouteTable"], VPCS),
    tagged(TABLE, &["ec2:DeleteRouteTable"], TABLES),
    tagged(ROUTE, &["ec2:CreateRoute", "ec2:DeleteRoute", "ec2:ReplaceRoute"], TABLES),
    tagged(
        ASSOCIATION,
        &["ec2:AssociateRouteTable", "ec2:DisassociateRouteTable", "ec2:ReplaceRouteTableAssociation"],
        TABLES,
    ),
    tagged(
        ASSOCIATION,
        &["ec2:AssociateRouteTable", "ec2:DisassociateRouteTable", "ec2:ReplaceRouteTableAssociation"],
        SUBNETS,
    ),
    tagged(GROUP, &["ec2:CreateSecurityGroup"], VPCS),
    tagged(
        GROUP,
        &["ec2:DeleteSecurityGroup", "ec2:RevokeSecurityGroupEgress", "ec2:RevokeSecurityGroupIngress"],
        GROUPS,
    ),
    tagged(DEFAULT_GROUP, &["ec2:RevokeSecurityGroupEgress", "ec2:RevokeSecurityGroupIngress"], GROUPS),
    tagged(
        RULES,
        &[
            "ec2:AuthorizeSecurityGroupEgress",
            "ec2:AuthorizeSecurityGroupIngress",
            "ec2:ModifySecurityGroupRules",
            "ec2:RevokeSecurityGroupEgress",
            "ec2:RevokeSecurityGroupIngress",
        ],
        GROUPS,
    ),
    tagged(RULES, &["ec2:ModifySecurityGroupRules"], GROUP_RULES),
    tagged(ENDPOINT, &["ec2:CreateVpcEndpoint"], VPCS),
    tagged(ENDPOINT, &["ec2:CreateVpcEndpoint", "ec2:ModifyVpcEndpoint"], TABLES),
    tagged(ENDPOINT, &["ec2:CreateVpcEndpoint", "ec2:ModifyVpcEndpoint"], SUBNETS),
    tagged(ENDPOINT, &["ec2:CreateVpcEndpoint", "ec2:ModifyVpcEndpoint"], GROUPS),
    tagged(ENDPOINT, &["ec2:DeleteVpcEndpoints", "ec2:ModifyVpcEndpoint"], ENDPOINTS),
    tagged(FLOW_LOG, &["ec2:CreateFlowLogs"], VPCS),
    tagged(FLOW_LOG, &["ec2:DeleteFlowLogs"], FLOW_LOGS),
    // A subnet or a group that will not go is asked who holds it.
    write("NetworkHeld", SUBNET, &["ec2:DescribeNetworkInterfaces"], EVERYTHING),
    write("NetworkHeld", GROUP, &["ec2:DescribeNetworkInterfaces"], EVERYTHING),
    // An address leaves an interface of AWS's own, which has no tags; the address has.
    write("NetworkInterfacesLeft", ADDRESS, &["ec2:DisassociateAddress"], INTERFACES),
];
