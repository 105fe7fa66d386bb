//! Who may do what: policies of every kind, roles, what tasks need.

mod action_known;
mod execution_role_covers;
mod execution_role_logs;
mod execution_role_minimal;
mod execution_role_pulls;
mod execution_role_reads_secrets;
mod flow_log_role_writes;
mod identity_name;
mod kms_decrypt_key_named;
mod managed_policy_administrator;
mod managed_policy_full_access;
mod oidc_provider_legal;
mod pass_role_bound;
mod policy_action_wildcard;
mod policy_condition_operator;
mod policy_is_json;
mod policy_principal_form;
mod policy_principal_placed;
mod policy_resource_fits_action;
mod policy_resource_form;
mod policy_resource_kind_wildcard;
mod policy_resource_wildcard;
mod policy_sid;
mod policy_size;
mod policy_statement_complete;
mod policy_version;
mod role_attachments;
mod role_boundary;
mod role_policy_inline;
mod role_trusts_user;
mod service_principal_confined;
mod task_roles_apart;
mod tokens;
mod trust_audience_named;
mod trust_not_public;
mod trust_one_principal;
mod trust_subject_exact;

use crate::rule::Rule;

pub(super) const RULES: &[&Rule] = &[
    &policy_is_json::RULE,
    &policy_version::RULE,
    &policy_statement_complete::RULE,
    &policy_resource_form::RULE,
    &policy_principal_placed::RULE,
    &policy_sid::RULE,
    &policy_condition_operator::RULE,
    &policy_size::RULE,
    &action_known::RULE,
    &policy_action_wildcard::RULE,
    &policy_resource_wildcard::RULE,
    &kms_decrypt_key_named::RULE,
    &pass_role_bound::RULE,
    &trust_not_public::RULE,
    &trust_one_principal::RULE,
    &trust_subject_exact::RULE,
    &trust_audience_named::RULE,
    &service_principal_confined::RULE,
    &role_policy_inline::RULE,
    &role_attachments::RULE,
    &identity_name::RULE,
    &role_trusts_user::RULE,
    &task_roles_apart::RULE,
    &execution_role_pulls::RULE,
    &execution_role_logs::RULE,
    &execution_role_reads_secrets::RULE,
    &execution_role_minimal::RULE,
    &flow_log_role_writes::RULE,
    &managed_policy_administrator::RULE,
    &policy_resource_fits_action::RULE,
    &managed_policy_full_access::RULE,
    &oidc_provider_legal::RULE,
    &policy_principal_form::RULE,
    &policy_resource_kind_wildcard::RULE,
    &role_boundary::RULE,
];

/// Documents that tests of more than one rule begin with.
#[cfg(test)]
mod documents {
    use serde_json::{Value, json};

    /// A policy of these statements, as text.
    pub(crate) fn policy(statements: &[Value]) -> String {
        json!({"Version": "2012-10-17", "Statement": statements}).to_string()
    }

    /// A managed policy of one statement.
    pub(crate) fn managed(statement: &Value) -> Value {
        json!({"aws_iam_policy": {"a": {"policy": policy(std::slice::from_ref(statement))}}})
    }

    /// A role of one statement of trust.
    pub(crate) fn trust(statement: &Value) -> Value {
        json!({"aws_iam_role": {"a": {"assume_role_policy": policy(std::slice::from_ref(statement))}}})
    }
}
