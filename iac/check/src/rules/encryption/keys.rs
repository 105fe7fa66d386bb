//! Whom a key's policy admits.

use configuration::{Block, Read};

use crate::context::Context;
use crate::policies::{Condition, Cover, Policy, Principal, Statement, Token, acts, covers};

/// What a service must be allowed to do with a key, and for what.
pub(super) struct Asks<'a, 'c> {
    /// Says whether a principal is the service.
    pub(super) service: &'a dyn Fn(&str) -> bool,
    pub(super) actions: &'a [&'static str],
    /// What the service says of what it encrypts: keys of the encryption context, and their values.
    pub(super) context: &'a [(&'a str, Vec<Token<'c>>)],
}

/// The actions that the key's policy does not allow the service, and whether it is known at all.
pub(super) fn refused<'c>(
    context: &Context<'c>,
    key: &'c Block<'c>,
    asks: &Asks<'_, 'c>,
) -> Read<Vec<&'static str>> {
    let mut documents = Vec::new();
    for policy in of_key(context, key) {
        match &policy.document {
            Some(document) if !document.is_open => documents.push(document),
            _ => return Read::Unknown,
        }
    }
    let mut refused = Vec::new();
    for action in asks.actions {
        let statements = documents.iter().flat_map(|document| &document.statements);
        let best = statements.map(|statement| admits(context, statement, action, asks)).max();
        match best.unwrap_or(Cover::No) {
            Cover::Yes => {}
            Cover::Maybe => return Read::Unknown,
            Cover::No => refused.push(*action),
        }
    }
    Read::Known(refused)
}

/// The policies of a key: its own, and those that another resource gives it.
pub(super) fn of_key<'p, 'c>(context: &'p Context<'c>, key: &'c Block<'c>) -> Vec<&'p Policy<'c>> {
    let policies = context.policies();
    let own = policies.of_block(context.configuration.node(key));
    let given = context.configuration.referring("aws_kms_key_policy", "key_id", key);
    own.chain(given.flat_map(|node| policies.of_block(node))).collect()
}

fn admits<'c>(context: &Context<'c>, statement: &Statement<'c>, action: &str, asks: &Asks<'_, 'c>) -> Cover {
    if statement.is_deny() {
        return Cover::No;
    }
    let mut cover = if statement.is_open || matches!(statement.effect, Read::Unknown) {
        Cover::Maybe
    } else {
        Cover::Yes
    };
    let who = statement.principals.all.iter().map(|principal| is_service(principal, asks.service)).max();
    cover = cover.min(who.unwrap_or(Cover::No)).min(acts(statement, action));
    for condition in &statement.conditions {
        cover = cover.min(meets(context, condition, asks.context));
    }
    cover
}

fn is_service(principal: &Principal<'_>, service: &dyn Fn(&str) -> bool) -> Cover {
    match principal.entry.literal() {
        // Whoever comes through the service may be meant.
        _ if principal.is_anybody() => Cover::Maybe,
        Some(text) if principal.kind == "Service" && service(&text) => Cover::Yes,
        None if principal.kind == "Service" || principal.kind == "?" => Cover::Maybe,
        Some(_) | None => Cover::No,
    }
}

/// Whether what the service says of itself meets a condition. Of other keys it is taken that it does.
fn meets<'c>(context: &Context<'c>, condition: &Condition<'c>, said: &[(&str, Vec<Token<'c>>)]) -> Cover {
    let Some((key, operator)) = condition.key.as_ref().zip(condition.operator.as_ref()) else {
        return Cover::Maybe;
    };
    let Some(name) = key.get("kms:EncryptionContext:".len()..).filter(|_| is_context(key)) else {
        return Cover::Yes;
    };
    let Some((_, subject)) = said.iter().find(|(said, _)| said.eq_ignore_ascii_case(name)) else {
        return Cover::No;
    };
    let operator = operator.to_ascii_lowercase();
    if operator.contains("not") || operator.contains("null") || operator.contains("ifexists") {
        return Cover::Maybe;
    }
    let reader = context.policies().reader();
    let is_pattern = operator.contains("like") || operator.starts_with("arn");
    let covering = condition.values.iter().map(|value| {
        let read = if is_pattern {
            reader.pattern(value.at, &value.symbol)
        } else {
            reader.text(value.at, &value.symbol)
        };
        covers(&read, subject)
    });
    covering.max().unwrap_or(Cover::No)
}

fn is_context(key: &str) -> bool {
    key.to_ascii_lowercase().starts_with("kms:encryptioncontext:")
}
