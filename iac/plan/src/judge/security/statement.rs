//! A statement of a policy, in a form that can be compared and said.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use crate::markdown::{code, codes};

/// What a statement says; its `Sid` is a name and no part of that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Statement {
    pub(super) allows: bool,
    /// `None` in a policy of an identity, which speaks of that identity.
    pub(super) principals: Option<(Scope, BTreeSet<String>)>,
    pub(super) actions: (Scope, BTreeSet<String>),
    /// `None` in a trust policy, which speaks of its role.
    pub(super) resources: Option<(Scope, BTreeSet<String>)>,
    /// `operator key value`
    pub(super) conditions: BTreeSet<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    These,
    AllBut,
}

impl Statement {
    /// The statements of a policy document; `None` if it is something else.
    pub(super) fn all(document: &Json) -> Option<Vec<Self>> {
        let statements = match document.get("Statement")? {
            Json::Array(statements) => statements.iter().collect(),
            one @ Json::Object(_) => vec![one],
            _ => return None,
        };
        Some(statements.into_iter().map(Self::of).collect())
    }

    fn of(json: &Json) -> Self {
        let scoped = |name: &str| match (json.get(name), json.get(format!("Not{name}"))) {
            (Some(these), _) => Some((Scope::These, texts(these))),
            (None, Some(not)) => Some((Scope::AllBut, texts(not))),
            (None, None) => None,
        };
        Self {
            allows: json["Effect"] != "Deny",
            principals: scoped("Principal"),
            actions: scoped("Action").unwrap_or((Scope::These, BTreeSet::new())),
            resources: scoped("Resource"),
            conditions: conditions(&json["Condition"]),
        }
    }

    /// Whether everything but the actions is the same.
    pub(super) fn differs_in_actions(&self, other: &Self) -> bool {
        let mut like = other.clone();
        like.actions.1.clone_from(&self.actions.1);
        *self == like
    }

    /// Whether everything but the resources is the same.
    pub(super) fn differs_in_resources(&self, other: &Self) -> bool {
        let (Some(ours), Some(theirs)) = (&self.resources, &other.resources) else { return false };
        let mut like = other.clone();
        like.resources = Some((theirs.0, ours.1.clone()));
        *self == like
    }

    /// `Service ecs-tasks.amazonaws.com`, if `…`: of a trust policy, which is about one thing.
    pub(super) fn trusts(&self) -> String {
        let who = self.who().unwrap_or_else(|| "nobody".to_owned());
        let usual = |action: &String| action.starts_with("sts:AssumeRole") || action == "sts:TagSession";
        let actions = if self.actions.0 == Scope::These && self.actions.1.iter().all(usual) {
            String::new()
        } else {
            format!(" ({})", self.what())
        };
        format!("{who}{actions}{}", self.condition())
    }

    /// `s3:GetObject` on `arn:…` to **anyone** if `…`
    pub(super) fn says(&self) -> String {
        let mut out = self.what();
        match &self.resources {
            None => {}
            Some((Scope::These, resources)) if resources.contains("*") => out.push_str(" on every resource"),
            Some((Scope::These, resources)) => out = format!("{out} on {}", codes(resources)),
            Some((Scope::AllBut, resources)) => {
                out = format!("{out} on every resource **but** {}", codes(resources));
            }
        }
        if let Some(who) = self.who() {
            out = format!("{out} to {who}");
        }
        out + &self.condition()
    }

    fn what(&self) -> String {
        match &self.actions {
            (Scope::These, actions) if actions.contains("*") => "**every action**".to_owned(),
            (Scope::These, actions) => codes(actions),
            (Scope::AllBut, actions) => format!("**every action but** {}", codes(actions)),
        }
    }

    fn who(&self) -> Option<String> {
        Some(match self.principals.as_ref()? {
            (Scope::These, principals) if principals.iter().any(|it| it == "*" || it == "AWS *") => {
                "**anyone**".to_owned()
            }
            (Scope::These, principals) => codes(principals),
            (Scope::AllBut, principals) => format!("**everybody but** {}", codes(principals)),
        })
    }

    fn condition(&self) -> String {
        if self.conditions.is_empty() {
            return String::new();
        }
        let conditions: Vec<String> = self.conditions.iter().map(|it| code(it)).collect();
        format!(", if {}", conditions.join(" and "))
    }
}

/// A text or a list of them; of a map, each with its key before it.
fn texts(json: &Json) -> BTreeSet<String> {
    match json {
        Json::String(text) => BTreeSet::from([text.clone()]),
        Json::Array(elements) => elements.iter().flat_map(texts).collect(),
        Json::Object(members) => {
            let keyed = |(key, member): (&String, &Json)| {
                texts(member).into_iter().map(|text| format!("{key} {text}")).collect::<Vec<_>>()
            };
            members.iter().flat_map(keyed).collect()
        }
        Json::Null => BTreeSet::new(),
        other => BTreeSet::from([other.to_string()]),
    }
}

fn conditions(json: &Json) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (operator, keys) in json.as_object().into_iter().flatten() {
        for (key, values) in keys.as_object().into_iter().flatten() {
            let values: Vec<String> = texts(values).into_iter().collect();
            found.insert(format!("{key} {operator} {}", values.join(" | ")));
        }
    }
    found
}
