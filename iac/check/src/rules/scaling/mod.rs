//! Who runs how many tasks, and when.

mod resource_id;
mod scaling_bounds;
mod scaling_desired_within;
mod scaling_name_unique;
mod scaling_own_requests;
mod scaling_policy_complete;
mod scaling_predefined_metric;
mod scaling_resource_label;
mod scaling_schedule_legal;
mod scaling_service_declared;
mod scaling_target_registered;
mod scaling_waits_for_target;

use crate::rule::Rule;

pub(super) const RULES: &[&Rule] = &[
    &scaling_bounds::RULE,
    &scaling_desired_within::RULE,
    &scaling_name_unique::RULE,
    &scaling_own_requests::RULE,
    &scaling_policy_complete::RULE,
    &scaling_predefined_metric::RULE,
    &scaling_resource_label::RULE,
    &scaling_schedule_legal::RULE,
    &scaling_service_declared::RULE,
    &scaling_target_registered::RULE,
    &scaling_waits_for_target::RULE,
];
