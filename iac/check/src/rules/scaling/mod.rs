//! Who runs how many tasks, and when.

mod resource_id;
mod scaling_bounds;
mod scaling_name_unique;
mod scaling_predefined_metric;
mod scaling_resource_label;
mod scaling_schedule_legal;
mod scaling_service_declared;
mod scaling_target_registered;

use crate::rule::Rule;

pub(super) const RULES: &[&Rule] = &[
    &scaling_bounds::RULE,
    &scaling_name_unique::RULE,
    &scaling_predefined_metric::RULE,
    &scaling_resource_label::RULE,
    &scaling_schedule_legal::RULE,
    &scaling_service_declared::RULE,
    &scaling_target_registered::RULE,
];
