//! Tasks, their containers, and the services and clusters that run them.

mod capacity_provider_attached;
mod capacity_provider_strategy;
mod cluster_insights;
mod cluster_insights_log_group;
mod cluster_sessions_logged;
mod cluster_setting_legal;
mod container_capabilities;
mod container_capabilities_dropped;
mod container_count;
mod container_definitions_json;
mod container_dependency;
mod container_environment_unique;
mod container_essential;
mod container_health_check_complete;
mod container_health_check_limits;
mod container_host_port;
mod container_image_address;
mod container_image_pinned;
mod container_image_present;
mod container_key_known;
mod container_key_on_fargate;
mod container_key_type;
mod container_listens_on_port;
mod container_log_configured;
mod container_log_options;
mod container_memory_limited;
mod container_name_legal;
mod container_name_unique;
mod container_port_legal;
mod container_port_unique;
mod container_privileged;
mod container_root_read_only;
mod container_secret_source;
mod container_shape;
mod container_sizes_fit_task;
mod container_timeouts;
mod container_ulimits;
mod container_user;
mod container_volume_declared;
pub(crate) mod dependencies;
mod insights;
mod lifecycle;
mod plain_secret;
mod production_container_insights;
mod production_minimum;
mod production_spot;
mod service_circuit_breaker;
mod service_depends_on_listener;
mod service_depends_on_policy;
mod service_deployment_possible;
mod service_desired_count_ignored;
mod service_execute_command_role;
mod service_execute_command_writable;
mod service_force_new_deployment;
mod service_grace_period;
mod service_health_check_port;
mod service_launch_exclusive;
mod service_limits;
mod service_name_legal;
mod service_name_unique;
mod service_network_configuration_present;
mod service_platform_latest;
mod service_public_address;
mod service_rebalancing_percent;
mod service_target_container;
mod service_target_port;
mod service_target_protocol;
mod service_target_type;
mod service_task_compatible;
mod targets;
mod task_definition_size;
mod task_ephemeral_storage;
mod task_execution_role_present;
mod task_host_modes;
mod task_image_pointer;
mod task_network_mode;
mod task_platform;
mod task_size_offered;
mod task_track_latest;

use crate::rule::Rule;

pub(super) const RULES: &[&Rule] = &[
    &capacity_provider_attached::RULE,
    &capacity_provider_strategy::RULE,
    &cluster_insights::RULE,
    &cluster_insights_log_group::RULE,
    &cluster_sessions_logged::RULE,
    &cluster_setting_legal::RULE,
    &container_capabilities::RULE,
    &container_capabilities_dropped::RULE,
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
    &container_image_address::RULE,
    &container_key_known::RULE,
    &container_key_on_fargate::RULE,
    &container_key_type::RULE,
    &container_log_configured::RULE,
    &container_log_options::RULE,
    &container_memory_limited::RULE,
    &container_name_legal::RULE,
    &container_name_unique::RULE,
    &container_port_legal::RULE,
    &container_port_unique::RULE,
    &container_privileged::RULE,
    &container_root_read_only::RULE,
    &container_secret_source::RULE,
    &container_sizes_fit_task::RULE,
    &container_timeouts::RULE,
    &container_ulimits::RULE,
    &container_user::RULE,
    &container_volume_declared::RULE,
    &plain_secret::RULE,
    &production_container_insights::RULE,
    &production_minimum::RULE,
    &production_spot::RULE,
    &service_circuit_breaker::RULE,
    &service_depends_on_listener::RULE,
    &service_depends_on_policy::RULE,
    &service_deployment_possible::RULE,
    &service_desired_count_ignored::RULE,
    &service_execute_command_role::RULE,
    &service_execute_command_writable::RULE,
    &service_force_new_deployment::RULE,
    &service_grace_period::RULE,
    &service_health_check_port::RULE,
    &service_launch_exclusive::RULE,
    &service_limits::RULE,
    &service_name_legal::RULE,
    &service_name_unique::RULE,
    &service_network_configuration_present::RULE,
    &service_platform_latest::RULE,
    &service_public_address::RULE,
    &service_rebalancing_percent::RULE,
    &service_target_container::RULE,
    &service_target_port::RULE,
    &service_target_protocol::RULE,
    &service_target_type::RULE,
    &service_task_compatible::RULE,
    &task_definition_size::RULE,
    &task_execution_role_present::RULE,
    &task_host_modes::RULE,
    &task_image_pointer::RULE,
    &task_network_mode::RULE,
    &task_platform::RULE,
    &task_size_offered::RULE,
    &task_track_latest::RULE,
    &container_listens_on_port::RULE,
    &task_ephemeral_storage::RULE,
];
