//! Who may do what: policies of every kind, roles, what tasks need.

mod action_known;
mod policy_condition_operator;
mod policy_is_json;
mod policy_principal_placed;
mod policy_sid;
mod policy_size;
mod policy_statement_complete;
mod policy_version;

use crate::rule::Rule;

pub(super) const RULES: &[&Rule] = &[
    &policy_is_json::RULE,
    &policy_version::RULE,
    &policy_statement_complete::RULE,
    &policy_principal_placed::RULE,
    &policy_sid::RULE,
    &policy_condition_operator::RULE,
    &policy_size::RULE,
    &action_known::RULE,
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
