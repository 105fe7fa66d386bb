//! What is encrypted, with which key, and what lies open.

mod alarm_topic_admits_alarms;
mod alarm_topic_key;
mod cluster_storage_encrypted;
mod cluster_storage_key;
mod endpoint_admits_image_layers;
mod endpoint_admits_tasks;
mod key_admits_account;
mod key_alias_name;
mod key_deletion_window;
mod key_enabled;
mod key_lockout_check;
mod key_policy_administered;
mod key_policy_not_public;
mod key_rotated;
mod keys;
mod log_group_encrypted;
mod log_group_key;
mod parameter_secure;
mod repository_encrypted;
mod resource_policy_not_public;
mod resource_policy_usable;
mod subscription_encrypted;
mod topic_encrypted;
mod topic_tls_only;

use crate::rule::Rule;

pub(super) use resource_policy_not_public::judge as judge_public;

pub(super) const RULES: &[&Rule] = &[
    &key_enabled::RULE,
    &key_rotated::RULE,
    &key_deletion_window::RULE,
    &key_alias_name::RULE,
    &key_policy_administered::RULE,
    &key_policy_not_public::RULE,
    &key_admits_account::RULE,
    &log_group_encrypted::RULE,
    &log_group_key::RULE,
    &repository_encrypted::RULE,
    &parameter_secure::RULE,
    &cluster_storage_encrypted::RULE,
    &cluster_storage_key::RULE,
    &topic_encrypted::RULE,
    &topic_tls_only::RULE,
    &alarm_topic_key::RULE,
    &alarm_topic_admits_alarms::RULE,
    &subscription_encrypted::RULE,
    &resource_policy_not_public::RULE,
    &resource_policy_usable::RULE,
    &endpoint_admits_image_layers::RULE,
    &endpoint_admits_tasks::RULE,
    &key_lockout_check::RULE,
];

/// Names as a sentence lists them.
fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
