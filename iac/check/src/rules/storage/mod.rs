//! Buckets, and where Terraform keeps its state.

mod account_public_access_blocked;
mod backend_encrypted;
mod backend_lock_version;
mod backend_locked;
mod backup_plan_selects;
mod bucket_aborts_uploads;
mod bucket_acl_not_public;
mod bucket_encrypted;
mod bucket_lifecycle_legal;
mod bucket_log_target;
mod bucket_logged;
mod bucket_logging_waits_for_policy;
mod bucket_name;
mod bucket_old_versions_expire;
mod bucket_ownership_enforced;
mod bucket_policy_not_public;
mod bucket_public_access_blocked;
mod bucket_public_access_considered;
mod bucket_setting_once;
mod bucket_tls_only;
mod bucket_versioned;
mod buckets;
mod lifecycle_waits_for_versioning;
mod production_bucket_kept;
mod state_protected;

use crate::rule::Rule;

pub(super) const RULES: &[&Rule] = &[
    &bucket_name::RULE,
    &bucket_setting_once::RULE,
    &bucket_public_access_blocked::RULE,
    &bucket_public_access_considered::RULE,
    &account_public_access_blocked::RULE,
    &bucket_policy_not_public::RULE,
    &bucket_acl_not_public::RULE,
    &bucket_ownership_enforced::RULE,
    &bucket_tls_only::RULE,
    &bucket_encrypted::RULE,
    &bucket_versioned::RULE,
    &bucket_aborts_uploads::RULE,
    &bucket_logged::RULE,
    &bucket_log_target::RULE,
    &backend_encrypted::RULE,
    &backend_locked::RULE,
    &backend_lock_version::RULE,
    &bucket_lifecycle_legal::RULE,
    &bucket_old_versions_expire::RULE,
    &lifecycle_waits_for_versioning::RULE,
    &state_protected::RULE,
    &production_bucket_kept::RULE,
    &bucket_logging_waits_for_policy::RULE,
    &backup_plan_selects::RULE,
];
