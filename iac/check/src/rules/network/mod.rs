//! VPCs, subnets, routes and endpoints; security groups and their rules.

mod address_used;
mod administration_ports_closed;
mod availability_zone_region;
mod default_security_group_locked;
mod endpoint_attached;
mod endpoint_names_used;
mod endpoint_once;
mod endpoint_policy_present;
mod endpoint_private_dns;
mod endpoint_service;
mod endpoint_zones;
mod flow_log_complete;
mod interface_security_groups_quota;
mod internet_gateway_attached;
mod internet_gateway_one;
mod nat_gateway_address;
mod nat_gateway_public_subnet;
mod nat_gateway_waits_for_internet_gateway;
mod network_cidr;
mod open_ports;
mod open_ports_authorised;
mod parts_of_one_network;
mod place;
mod production_nat;
mod production_zones;
mod region_quota;
mod route_complete;
mod route_destination_unique;
mod route_table_used;
mod rule_blocks;
mod security_group_described;
mod security_group_egress_bound;
mod security_group_quota;
mod security_group_rule_peer;
mod security_group_rule_ports;
mod security_group_rule_range;
mod security_group_rule_unique;
mod security_group_rules_apart;
mod security_group_texts;
mod security_group_used;
mod security_groups_chosen;
mod subnet_one_route_table;
mod subnet_public_address;
mod subnet_within_vpc;
mod subnet_zone_chosen;
mod subnets_apart;
mod vpc_cidr_collides;
mod vpc_flow_logs;
mod vpc_quota;
mod vpc_resolves_names;

use crate::rule::Rule;

pub(super) const RULES: &[&Rule] = &[
    &administration_ports_closed::RULE,
    &availability_zone_region::RULE,
    &default_security_group_locked::RULE,
    &endpoint_attached::RULE,
    &endpoint_names_used::RULE,
    &endpoint_policy_present::RULE,
    &endpoint_private_dns::RULE,
    &endpoint_service::RULE,
    &endpoint_zones::RULE,
    &flow_log_complete::RULE,
    &interface_security_groups_quota::RULE,
    &internet_gateway_attached::RULE,
    &internet_gateway_one::RULE,
    &nat_gateway_address::RULE,
    &nat_gateway_public_subnet::RULE,
    &nat_gateway_waits_for_internet_gateway::RULE,
    &network_cidr::RULE,
    &open_ports_authorised::RULE,
    &parts_of_one_network::RULE,
    &region_quota::RULE,
    &route_complete::RULE,
    &route_destination_unique::RULE,
    &security_group_quota::RULE,
    &security_group_rule_peer::RULE,
    &security_group_rule_ports::RULE,
    &security_group_rule_unique::RULE,
    &security_group_rules_apart::RULE,
    &security_group_texts::RULE,
    &security_groups_chosen::RULE,
    &subnet_one_route_table::RULE,
    &subnet_public_address::RULE,
    &subnet_within_vpc::RULE,
    &subnet_zone_chosen::RULE,
    &subnets_apart::RULE,
    &vpc_cidr_collides::RULE,
    &vpc_flow_logs::RULE,
    &vpc_quota::RULE,
    &endpoint_once::RULE,
    &production_nat::RULE,
    &production_zones::RULE,
    &security_group_described::RULE,
    &security_group_egress_bound::RULE,
    &security_group_rule_range::RULE,
    &address_used::RULE,
    &security_group_used::RULE,
    &route_table_used::RULE,
    &vpc_resolves_names::RULE,
];
