//! VPCs, subnets, routes and endpoints; security groups and their rules.

mod availability_zone_region;
mod default_security_group_locked;
mod internet_gateway_one;
mod nat_gateway_address;
mod nat_gateway_public_subnet;
mod network_cidr;
mod parts_of_one_network;
mod place;
mod route_complete;
mod route_destination_unique;
mod subnet_one_route_table;
mod subnet_public_address;
mod subnet_within_vpc;
mod subnets_apart;
mod vpc_cidr_collides;
mod vpc_flow_logs;

use crate::rule::Rule;

pub(super) const RULES: &[&Rule] = &[
    &availability_zone_region::RULE,
    &default_security_group_locked::RULE,
    &internet_gateway_one::RULE,
    &nat_gateway_address::RULE,
    &nat_gateway_public_subnet::RULE,
    &network_cidr::RULE,
    &parts_of_one_network::RULE,
    &route_complete::RULE,
    &route_destination_unique::RULE,
    &subnet_one_route_table::RULE,
    &subnet_public_address::RULE,
    &subnet_within_vpc::RULE,
    &subnets_apart::RULE,
    &vpc_cidr_collides::RULE,
    &vpc_flow_logs::RULE,
];
