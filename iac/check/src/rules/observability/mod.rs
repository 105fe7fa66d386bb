//! Logs, alarms, dashboards, topics, parameters and tags.

mod alarm_actions;
mod alarm_actions_legal;
mod alarm_dimensions;
mod alarm_metric;
mod alarm_metric_known;
mod alarm_metric_made;
mod alarm_name;
mod alarm_period;
mod alarm_service_declared;
mod alarm_without_data;
pub(super) mod alarms;
mod dashboard_legal;
mod log_group_declared;
mod log_group_name_legal;
mod log_region;
mod log_retention_legal;
mod log_retention_set;
mod metric_filter_legal;
mod parameter_legal;
mod production_retention;
mod service_watched;
mod subscription_endpoint;
mod tags_legal;
mod topic_policy_resource;

use crate::rule::Rule;

pub(super) const RULES: &[&Rule] = &[
    &alarm_actions::RULE,
    &alarm_actions_legal::RULE,
    &alarm_dimensions::RULE,
    &alarm_metric::RULE,
    &alarm_metric_made::RULE,
    &alarm_name::RULE,
    &alarm_period::RULE,
    &alarm_service_declared::RULE,
    &alarm_without_data::RULE,
    &dashboard_legal::RULE,
    &log_group_declared::RULE,
    &log_region::RULE,
    &log_retention_legal::RULE,
    &log_retention_set::RULE,
    &metric_filter_legal::RULE,
    &parameter_legal::RULE,
    &production_retention::RULE,
    &subscription_endpoint::RULE,
    &tags_legal::RULE,
    &topic_policy_resource::RULE,
    &log_group_name_legal::RULE,
    &alarm_metric_known::RULE,
    &service_watched::RULE,
];
