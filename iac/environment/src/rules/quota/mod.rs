//! AWS's quotas: those it raises on request are warnings, those it does not are errors.

mod database_ranges;
mod elastic_ips;
mod load_balancers;
mod roles;
mod security_group_rules;
mod services;
mod target_groups;

use super::Rule;

pub(super) const RULES: &[Rule] = &[
    elastic_ips::check,
    load_balancers::check,
    target_groups::check,
    security_group_rules::check,
    database_ranges::check,
    services::check,
    roles::check,
];
