//! Whom a key's policy admits.

use configuration::{Block, Read};

use crate::context::Context;
use crate::policies::{Cover, Policy, Principal, Reader, Statement, Token, acts, meets, touches};

/// What somebody must be allowed to do with a key, and for what.
pub(super) struct Asks<'a, 'c> {
    /// Who asks.
    pub(super) who: Who<'a>,
    pub(super) actions: &'a [&'static str],
    /// What is said of the request: keys of conditions, and their values.
    pub(super) said: &'a [(&'a str, Vec<Token<'c>>)],
}

/// Who uses a key.
#[derive(Clone, Copy)]
pub(super) enum Who<'a> {
    /// A service by its own name, for which this is true.
    Service(&'a dyn Fn(&str) -> bool),
    /// People and roles of the account, through a service.
    Account,
}

/// The actions that the key's policy does not allow, and whether that is known at all.
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
    if documents.is_empty() {
        // Without a policy, a key is the account's to give away, and no service's.
        match asks.who {
            Who::Account => return Read::Known(Vec::new()),
            Who::Service(_) if !context.is_root() => return Read::Unknown,
            Who::Service(_) => {}
        }
    }
    // `*` is this key; another key's ARN is none of its business.
    let reader = context.policies().reader();
    let arn = reader.arn_of(context.configuration, key);
    let mut refused = Vec::new();
    for action in asks.actions {
        let statements = documents.iter().flat_map(|document| &document.statements);
        let best = statements.map(|statement| admits(reader, &arn, statement, action, asks)).max();
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

fn admits<'c>(
    reader: Reader<'_>,
    arn: &[Token<'c>],
    statement: &Statement<'c>,
    action: &str,
    asks: &Asks<'_, 'c>,
) -> Cover {
    if statement.is_deny() {
        return Cover::No;
    }
    let mut cover = if statement.is_open || matches!(statement.effect, Read::Unknown) {
        Cover::Maybe
    } else {
        Cover::Yes
    };
    let who = statement.principals.all.iter().map(|principal| is_meant(principal, asks.who)).max();
    // What is compared most easily comes first, and tells most statements apart.
    let rest: [&dyn Fn() -> Cover; 3] =
        [&|| acts(statement, action), &|| touches(statement, arn, reader), &|| {
            let met = statement.conditions.iter().map(|condition| meets(condition, asks.said, reader));
            met.min().unwrap_or(Cover::Yes)
        }];
    cover = cover.min(who.unwrap_or(Cover::No));
    for next in rest {
        if cover == Cover::No {
            break;
        }
        cover = cover.min(next());
    }
    cover
}

fn is_meant(principal: &Principal<'_>, who: Who<'_>) -> Cover {
    let kind = principal.kind.as_ref();
    match who {
        Who::Account if principal.is_anybody() || kind == "AWS" => Cover::Yes,
        Who::Account if kind == "?" => Cover::Maybe,
        Who::Account => Cover::No,
        // Whoever comes through the service may be meant.
        Who::Service(_) if principal.is_anybody() => Cover::Maybe,
        Who::Service(is_it) => match principal.entry.literal() {
            Some(text) if kind == "Service" && is_it(&text) => Cover::Yes,
            None if matches!(kind, "Service" | "?") => Cover::Maybe,
            Some(_) | None => Cover::No,
        },
    }
}
