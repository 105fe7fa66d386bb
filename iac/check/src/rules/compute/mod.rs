//! Tasks, their containers, and the services and clusters that run them.

mod container_capabilities;
mod container_count;
mod container_definitions_json;
mod container_dependency;
mod container_environment_unique;
mod container_essential;
mod container_health_check_complete;
mod container_health_check_limits;
mod container_host_port;
mod container_image_pinned;
mod container_image_present;
mod container_key_known;
mod container_key_on_fargate;
mod container_key_type;
mod container_log_configured;
mod container_log_options;
mod container_name_legal;
mod container_name_unique;
mod container_port_legal;
mod container_port_unique;
mod container_privileged;
mod container_root_read_only;
mod container_secret_plain;
mod container_secret_source;
mod container_shape;
mod container_sizes_fit_task;
mod container_timeouts;
mod container_ulimits;
mod container_user;
mod container_volume_declared;
mod task_definition_size;
mod task_execution_role_present;
mod task_host_modes;
mod task_network_mode;
mod task_platform;
mod task_size_offered;

use crate::rule::Rule;

pub(super) const RULES: &[&Rule] = &[
    &container_capabilities::RULE,
    &container_count::RULE,
    &container_definitions_json::RULE,
    &container_dependency::RULE,
    &container_environment_unique::RULE,
    &container_essential::RULE,
    &container_health_check_complete::RULE,
    &container_health_check_limits::RULE,
    &container_host_port::RULE,
    &container_image_pinned::RULE,
    &container_image_present::RULE,
    &container_key_known::RULE,
    &container_key_on_fargate::RULE,
    &container_key_type::RULE,
    &container_log_configured::RULE,
    &container_log_options::RULE,
    &container_name_legal::RULE,
    &container_name_unique::RULE,
    &container_port_legal::RULE,
    &container_port_unique::RULE,
    &container_privileged::RULE,
    &container_root_read_only::RULE,
    &container_secret_plain::RULE,
    &container_secret_source::RULE,
    &container_sizes_fit_task::RULE,
    &container_timeouts::RULE,
    &container_ulimits::RULE,
    &container_user::RULE,
    &container_volume_declared::RULE,
    &task_definition_size::RULE,
    &task_execution_role_present::RULE,
    &task_host_modes::RULE,
    &task_network_mode::RULE,
    &task_platform::RULE,
    &task_size_offered::RULE,
];
