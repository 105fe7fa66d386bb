//! Policies, compared statement by statement: what is gained, what is lost, by whom.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::statement::{Scope, Statement};
use super::{Said, Turn, is_unclear};
use crate::markdown::code;
use crate::plan::{Action, Change, Plan, Value};

/// Arguments that hold a policy when they hold one.
const ARGUMENTS: &[&str] =
    &["policy", "assume_role_policy", "access_policy", "access_policies", "resource_policy", "key_policy"];
/// More statements than this are not paired, only listed.
const MANY: usize = 300;

pub(super) fn judge(plan: &Plan, change: &Change, said: &mut Said) {
    // What ends takes its own policy along; only one that is a resource itself is missed elsewhere.
    if change.action == Action::Delete && !change.kind.contains("_policy") {
        return;
    }
    for argument in ARGUMENTS {
        let (before, after) = (change.before.get(argument), change.after.get(argument));
        // Of what nobody writes down, what is unknown is only what the provider fills in.
        let written = change.action == Action::Update
            || change.address.starts_with("module.")
            || plan.reference(&change.address, argument).is_some();
        if before != after && (written || !is_unclear(after)) {
            compare(argument, before, after, said);
        }
    }
    // Roles written in one piece.
    for (side, verb, turn) in [(&change.before, "loses", Turn::Closes), (&change.after, "gains", Turn::Opens)]
    {
        let other = if turn == Turn::Opens { &change.before } else { &change.after };
        for policy in side.get("inline_policy").elements() {
            if other.get("inline_policy").elements().contains(policy) || policy.get("policy").is_empty() {
                continue;
            }
            for statement in statements(policy.get("policy")).unwrap_or_default() {
                let turn = if statement.allows { turn } else { opposite(turn) };
                said.say(turn, format!("{verb} the right: {}", statement.says()));
            }
        }
    }
}

fn compare(argument: &str, before: &Value, after: &Value, said: &mut Said) {
    let trust = argument == "assume_role_policy";
    if is_unclear(after) {
        return said.say(
            Turn::Unclear,
            format!(
                "its {} is known only after the apply; `iac check` judged it in the files",
                code(argument)
            ),
        );
    }
    let (Some(before), Some(after)) = (statements(before), statements(after)) else { return };
    let (mut lost, mut gained) = apart(before, after);
    if lost.len().max(gained.len()) <= MANY {
        pair(&mut lost, &mut gained, trust, said);
    }
    for (statements, new) in [(gained, true), (lost, false)] {
        for statement in statements {
            let turn = if new == statement.allows { Turn::Opens } else { Turn::Closes };
            said.say(turn, sentence(&statement, new, trust));
        }
    }
}

/// `may now be assumed by …`, `now allows …`, `no longer denies …`
fn sentence(statement: &Statement, new: bool, trust: bool) -> String {
    let when = if new { "now" } else { "no longer" };
    let verb = if statement.allows { "allows" } else { "denies" };
    if !trust {
        return format!("{when} {verb} {}", statement.says());
    }
    if statement.allows {
        let may = if new { "may now" } else { "may no longer" };
        format!("{may} be assumed by {}", statement.trusts())
    } else {
        format!("{when} denies being assumed by {}", statement.trusts())
    }
}

/// Nothing at all is a policy without statements.
fn statements(value: &Value) -> Option<Vec<Statement>> {
    if value.is_empty() {
        return Some(Vec::new());
    }
    Statement::all(&value.document().unwrap_or(Json::Null))
}

fn apart(mut before: Vec<Statement>, after: Vec<Statement>) -> (Vec<Statement>, Vec<Statement>) {
    let mut gained = Vec::new();
    for statement in after {
        match before.iter().position(|it| *it == statement) {
            Some(at) => _ = before.remove(at),
            None => gained.push(statement),
        }
    }
    (before, gained)
}

/// Statements that say the same of other actions or resources: only what differs is said.
fn pair(lost: &mut Vec<Statement>, gained: &mut Vec<Statement>, trust: bool, said: &mut Said) {
    let mut at = 0;
    while at < lost.len() {
        let Some(to) = gained.iter().position(|new| {
            new.actions.0 == Scope::These
                && (lost[at].differs_in_actions(new)
                    || (lost[at].differs_in_resources(new)
                        && new.resources.as_ref().is_some_and(|(scope, _)| *scope == Scope::These)))
        }) else {
            at += 1;
            continue;
        };
        let (old, new) = (lost.remove(at), gained.remove(to));
        for (statement, is_new) in [(only(&new, &old), true), (only(&old, &new), false)] {
            if let Some(statement) = statement {
                let turn = if is_new == statement.allows { Turn::Opens } else { Turn::Closes };
                said.say(turn, sentence(&statement, is_new, trust));
            }
        }
    }
}

/// What the one says beyond the other, if anything.
fn only(one: &Statement, other: &Statement) -> Option<Statement> {
    let without = |one: &BTreeSet<String>, other: &BTreeSet<String>| -> BTreeSet<String> {
        one.difference(other).cloned().collect()
    };
    let mut rest = one.clone();
    if one.actions != other.actions {
        rest.actions.1 = without(&one.actions.1, &other.actions.1);
        return (!rest.actions.1.is_empty()).then_some(rest);
    }
    let (scope, resources) = one.resources.as_ref()?;
    let resources = without(resources, &other.resources.as_ref()?.1);
    rest.resources = Some((*scope, resources.clone()));
    (!resources.is_empty()).then_some(rest)
}

fn opposite(turn: Turn) -> Turn {
    match turn {
        Turn::Opens => Turn::Closes,
        Turn::Closes => Turn::Opens,
        Turn::Unclear => Turn::Unclear,
    }
}
