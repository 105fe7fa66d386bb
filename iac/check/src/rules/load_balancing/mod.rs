//! Load balancers, their listeners and rules, target groups, and the firewall before them.

mod conditions;
mod firewall_capacity;
mod firewall_complete;
mod firewall_group_known;
mod firewall_has_rules;
mod firewall_lets_through;
mod firewall_log_name;
mod firewall_logs;
mod firewall_logs_redacted;
mod firewall_measured;
mod firewall_metric_legal;
mod firewall_rate_limit;
mod firewall_rules_unique;
mod firewall_scope;
mod forwarding;
mod globs;
mod health_check_enabled;
mod health_check_encrypted;
mod health_check_matcher;
mod health_check_path;
mod health_check_timeout_below_interval;
mod keep_alive_above_idle_timeout;
mod listener_action_complete;
mod listener_certificate;
mod listener_ciphers_recommended;
mod listener_complete;
mod listener_forwards_fitting_groups;
mod listener_plain_http_redirects;
mod listener_port_unique;
mod listener_protocol_fits;
mod listener_redirect_arrives;
mod listener_rule_condition_complete;
mod listener_rule_conditions_quota;
mod listener_rule_path_pattern;
mod listener_rule_priority_unique;
mod listener_rule_reachable;
mod listener_security_policy_offered;
mod listener_strict_transport;
mod listener_tls_version;
mod load_balancer_access_logs;
mod load_balancer_desync_mitigation;
mod load_balancer_drops_invalid_headers;
mod load_balancer_idle_timeout;
mod load_balancer_log_bucket_encryption;
mod load_balancer_logs_deliverable;
mod load_balancer_quota;
mod load_balancer_subnet_size;
mod load_balancer_two_zones;
mod load_balancer_waits_for_log_policy;
mod load_balancing_ranges;
mod log_buckets;
mod production_deletion_protection;
mod production_firewall;
mod production_plain_http;
mod production_target_transport;
mod ssl_policies;
mod target_group_complete;
mod target_group_network;
mod target_group_one_balancer;
mod target_group_quota;
mod target_group_replaceable;
mod target_group_slow_start_algorithm;
mod target_group_transport_encrypted;
mod target_quota;

use crate::rule::Rule;

pub(super) const RULES: &[&Rule] = &[
    &firewall_capacity::RULE,
    &firewall_complete::RULE,
    &firewall_group_known::RULE,
    &firewall_has_rules::RULE,
    &firewall_lets_through::RULE,
    &firewall_log_name::RULE,
    &firewall_logs::RULE,
    &firewall_logs_redacted::RULE,
    &firewall_measured::RULE,
    &firewall_metric_legal::RULE,
    &firewall_rate_limit::RULE,
    &firewall_rules_unique::RULE,
    &firewall_scope::RULE,
    &health_check_enabled::RULE,
    &health_check_encrypted::RULE,
    &health_check_matcher::RULE,
    &health_check_path::RULE,
    &health_check_timeout_below_interval::RULE,
    &keep_alive_above_idle_timeout::RULE,
    &listener_action_complete::RULE,
    &listener_certificate::RULE,
    &listener_ciphers_recommended::RULE,
    &listener_complete::RULE,
    &listener_forwards_fitting_groups::RULE,
    &listener_plain_http_redirects::RULE,
    &listener_port_unique::RULE,
    &listener_redirect_arrives::RULE,
    &listener_rule_condition_complete::RULE,
    &listener_rule_conditions_quota::RULE,
    &listener_rule_path_pattern::RULE,
    &listener_rule_priority_unique::RULE,
    &listener_rule_reachable::RULE,
    &listener_security_policy_offered::RULE,
    &listener_strict_transport::RULE,
    &listener_tls_version::RULE,
    &load_balancer_access_logs::RULE,
    &load_balancer_desync_mitigation::RULE,
    &load_balancer_drops_invalid_headers::RULE,
    &load_balancer_idle_timeout::RULE,
    &load_balancer_log_bucket_encryption::RULE,
    &load_balancer_logs_deliverable::RULE,
    &load_balancer_quota::RULE,
    &load_balancer_subnet_size::RULE,
    &load_balancer_two_zones::RULE,
    &load_balancer_waits_for_log_policy::RULE,
    &load_balancing_ranges::RULE,
    &production_deletion_protection::RULE,
    &production_firewall::RULE,
    &production_plain_http::RULE,
    &production_target_transport::RULE,
    &target_group_complete::RULE,
    &target_group_network::RULE,
    &target_group_one_balancer::RULE,
    &target_group_quota::RULE,
    &target_group_replaceable::RULE,
    &target_group_slow_start_algorithm::RULE,
    &target_group_transport_encrypted::RULE,
    &listener_protocol_fits::RULE,
    &target_quota::RULE,
];
