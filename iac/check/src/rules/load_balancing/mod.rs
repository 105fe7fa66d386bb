//! Load balancers, their listeners and rules, target groups.

mod conditions;
mod forwarding;
mod health_check_encrypted;
mod health_check_matcher;
mod health_check_timeout_below_interval;
mod listener_action_complete;
mod listener_certificate;
mod listener_forwards_fitting_groups;
mod listener_plain_http_redirects;
mod listener_port_unique;
mod listener_rule_conditions_quota;
mod listener_rule_path_pattern;
mod listener_rule_priority_unique;
mod listener_rule_reachable;
mod listener_security_policy_offered;
mod listener_tls_version;
mod ssl_policies;
mod target_group_one_balancer;
mod target_group_quota;
mod target_group_replaceable;
mod target_group_slow_start_algorithm;
mod target_group_transport_encrypted;

use crate::rule::Rule;

pub(super) const RULES: &[&Rule] = &[
    &health_check_encrypted::RULE,
    &health_check_matcher::RULE,
    &health_check_timeout_below_interval::RULE,
    &listener_action_complete::RULE,
    &listener_certificate::RULE,
    &listener_forwards_fitting_groups::RULE,
    &listener_plain_http_redirects::RULE,
    &listener_port_unique::RULE,
    &listener_rule_conditions_quota::RULE,
    &listener_rule_path_pattern::RULE,
    &listener_rule_priority_unique::RULE,
    &listener_rule_reachable::RULE,
    &listener_security_policy_offered::RULE,
    &listener_tls_version::RULE,
    &target_group_one_balancer::RULE,
    &target_group_quota::RULE,
    &target_group_replaceable::RULE,
    &target_group_slow_start_algorithm::RULE,
    &target_group_transport_encrypted::RULE,
];
