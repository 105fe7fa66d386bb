//! What the containers of tasks are told of databases.

use std::borrow::Cow;

use configuration::{Block, Mode, Node, Piece, Read, Root, Target};

use super::DATABASES;
use crate::containers::{Container, Task};
use crate::found::Found;

/// The address of a database in a URL: `postgres://orders@${aws_rds_cluster.main.endpoint}:5432/orders`.
pub(super) struct Address<'c> {
    /// The variable's value.
    pub(super) at: Node<'c>,
    /// Who logs in; nothing, if no file says.
    pub(super) user: Option<Cow<'c, str>>,
    /// What stands where the host does.
    pub(super) host: Target<'c>,
    /// What follows the host: the port, the name of the database, how to connect.
    pub(super) behind: Vec<Piece<'c>>,
}

const SCHEMES: [&str; 4] = ["mariadb://", "mysql://", "postgres://", "postgresql://"];

impl<'c> Address<'c> {
    /// The address in a URL whose host is an attribute of something. What is not known is counted.
    pub(super) fn of(at: Node<'c>, found: &mut Found<'_, 'c>) -> Option<Self> {
        let Read::Known(symbol) = at.symbol() else { return None };
        let [Piece::Literal(start), rest @ ..] = &symbol.0[..] else { return None };
        let before = SCHEMES.iter().find_map(|scheme| start.strip_prefix(scheme))?;
        if before.contains('/') {
            return None;
        }
        // The host begins where the attribute does: behind who logs in, if that is said.
        let mut host = (before.is_empty() || before.ends_with('@')).then_some(0);
        for (at, piece) in rest.iter().enumerate() {
            let Piece::Literal(text) = piece else { continue };
            let authority = text.split('/').next().unwrap_or_default();
            if authority.contains('@') {
                host = text.ends_with('@').then_some(at + 1);
            }
            if text.contains('/') {
                break;
            }
        }
        let [host, behind @ ..] = rest.get(host?..)? else { return None };
        let Piece::Attribute(host) = host else {
            found.unjudged(at);
            return None;
        };
        let user = before.split_once([':', '@']).map(|(user, _)| user.to_owned().into());
        // What is escaped is not read here.
        let user = user.filter(|user: &Cow<'c, str>| !user.is_empty() && !user.contains('%'));
        Some(Self { at, user, host: *host, behind: behind.to_vec() })
    }

    /// Whether a port follows.
    pub(super) fn has_port(&self) -> bool {
        matches!(self.behind.first(), Some(Piece::Literal(text)) if text.starts_with(':'))
    }
}

/// The databases whose master user's secret a value refers to.
pub(super) fn master_secrets(at: Node<'_>) -> Vec<&Block<'_>> {
    let mut databases = Vec::new();
    at.references(|_, expression| {
        for traversal in expression.traversals() {
            if let Root::Resource(Mode::Resource, ty, name) = traversal.root
                && DATABASES.contains(&ty)
                && traversal.attribute == "master_user_secret"
            {
                databases.extend(at.configuration().resource(Mode::Resource, ty, name));
            }
        }
    });
    databases
}

/// The role that a task acts in; without one, that is reported. One that is not declared here is counted.
pub(super) fn role<'c>(task: &Task<'c>, missing: &str, found: &mut Found<'_, 'c>) -> Option<&'c Block<'c>> {
    let at = task.node.get("task_role_arn");
    if !at.is_present() {
        found.report(at, missing, "set `task_role_arn`");
        return None;
    }
    let role = at.resource("aws_iam_role", "arn").known();
    if role.is_none() {
        found.unjudged(at);
    }
    role
}

/// The value of a container's variable.
pub(super) fn variable<'c>(container: Container<'c>, name: &str) -> Option<Node<'c>> {
    let is_it = |(key, _): &(Node<'c>, Node<'c>)| key.text().known().is_some_and(|key| key == name);
    container.environment().find(is_it).map(|(_, value)| value)
}

/// The document of a task with these variables, for the tests of rules: its role may do what the statement says.
#[cfg(test)]
pub(super) fn document(variables: &[(&str, &str)], action: &str, resources: &[&str]) -> serde_json::Value {
    use serde_json::json;
    let environment: Vec<_> =
        variables.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
    let statement = json!({"Effect": "Allow", "Action": action, "Resource": resources});
    json!({
        "provider": {"aws": {"region": "us-east-1", "allowed_account_ids": ["123456789012"]}},
        "resource": {
            "aws_db_instance": {"a": {"username": "root"}, "b": {}},
            "aws_ecs_task_definition": {"a": {
                "container_definitions": json!([{"name": "a", "environment": environment}]).to_string(),
                "task_role_arn": "${aws_iam_role.a.arn}",
            }},
            "aws_iam_policy": {"a": {
                "policy": json!({"Version": "2012-10-17", "Statement": [statement]}).to_string(),
            }},
            "aws_iam_role": {"a": {"name": "a"}},
            "aws_iam_role_policy_attachment": {"a": {
                "policy_arn": "${aws_iam_policy.a.arn}", "role": "${aws_iam_role.a.name}",
            }},
            "aws_rds_cluster": {"a": {"master_username": "root"}},
        },
    })
}
