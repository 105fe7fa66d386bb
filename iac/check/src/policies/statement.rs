//! One statement of a policy, wherever it was written.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::OnceLock;

use configuration::{Json, Node, Read, Symbol};

use super::cover::plain;
use super::{Cover, Reader, Token, covers};

/// Whether a statement gives or takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    Allow,
    Deny,
}

/// Text of a list, and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Entry<'c> {
    pub(crate) at: Node<'c>,
    /// What it says; a piece of it may be unknown.
    pub(crate) symbol: Symbol<'c>,
    /// As the matcher sees it, when somebody asked.
    pattern: OnceLock<Vec<Token<'c>>>,
}

impl<'c> Entry<'c> {
    fn of(at: Node<'c>) -> Self {
        let symbol = at.symbol().known().unwrap_or(Symbol(vec![configuration::Piece::Unknown]));
        Self { at, symbol, pattern: OnceLock::new() }
    }

    /// As the matcher sees it: `*` and `?` are wildcards.
    pub(crate) fn pattern(&self, reader: Reader<'_>) -> &[Token<'c>] {
        self.pattern.get_or_init(|| reader.pattern(self.at, &self.symbol))
    }

    /// The text, if it is known as a whole.
    pub(crate) fn literal(&self) -> Option<Cow<'c, str>> {
        self.symbol.literal()
    }

    /// Whether it is just this text.
    pub(crate) fn is(&self, text: &str) -> bool {
        self.literal().is_some_and(|literal| literal == text)
    }
}

/// `Action` or `NotAction`, `Resource` or `NotResource`.
#[derive(Clone, Debug)]
pub(crate) struct Listed<'c> {
    /// Where the list stands, or would stand.
    pub(crate) at: Node<'c>,
    /// Whether it is the one with `Not`.
    pub(crate) negated: bool,
    /// Whether both are there.
    pub(crate) twice: bool,
    pub(crate) entries: Vec<Entry<'c>>,
    /// Made when somebody asks.
    plain: OnceLock<Plain>,
}

/// What a list names in plain text, and the places of its other entries.
#[derive(Clone, Debug)]
struct Plain {
    texts: HashSet<String>,
    others: Vec<usize>,
}

impl<'c> Listed<'c> {
    /// Whether it names something. A long list is not gone through for every subject: text that stands there as it is, is
    /// that text and no other.
    pub(crate) fn covers(&self, subject: &[Token<'c>], reader: Reader<'_>) -> Cover {
        const LONG: usize = 16;
        let of = |entry: &Entry<'c>| covers(entry.pattern(reader), subject);
        let subject_text = if self.entries.len() > LONG { plain(subject) } else { None };
        let Some(text) = subject_text else { return best(self.entries.iter().map(of)) };
        let known = self.plain.get_or_init(|| {
            let mut known = Plain { texts: HashSet::new(), others: Vec::new() };
            for (at, entry) in self.entries.iter().enumerate() {
                match plain(entry.pattern(reader)) {
                    Some(text) => _ = known.texts.insert(text),
                    None => known.others.push(at),
                }
            }
            known
        });
        if known.texts.contains(&text) {
            return Cover::Yes;
        }
        best(known.others.iter().map(|at| of(&self.entries[*at])))
    }
}

/// The best of them; those behind a sure one are not looked at.
fn best(covers: impl Iterator<Item = Cover>) -> Cover {
    let mut best = Cover::No;
    for cover in covers {
        best = best.max(cover);
        if best == Cover::Yes {
            break;
        }
    }
    best
}

/// Who a statement is about.
#[derive(Clone, Debug)]
pub(crate) struct Principal<'c> {
    /// `AWS`, `Service`, `Federated`, `CanonicalUser`, or `*`.
    pub(crate) kind: Cow<'c, str>,
    pub(crate) entry: Entry<'c>,
}

impl Principal<'_> {
    /// Whether it is anybody at all.
    pub(crate) fn is_anybody(&self) -> bool {
        self.entry.is("*") && matches!(self.kind.as_ref(), "*" | "AWS")
    }
}

/// `Principal` or `NotPrincipal`.
#[derive(Clone, Debug)]
pub(crate) struct Principals<'c> {
    pub(crate) at: Node<'c>,
    pub(crate) negated: bool,
    pub(crate) is_present: bool,
    pub(crate) all: Vec<Principal<'c>>,
}

/// One key that a condition asks about.
#[derive(Clone, Debug)]
pub(crate) struct Condition<'c> {
    pub(crate) at: Node<'c>,
    /// As it is written: `ForAllValues:StringEqualsIfExists`. Nothing if it is not known.
    pub(crate) operator: Option<Cow<'c, str>>,
    /// Nothing if it is not known.
    pub(crate) key: Option<Cow<'c, str>>,
    pub(crate) values: Vec<Entry<'c>>,
}

/// One statement.
#[derive(Clone, Debug)]
pub(crate) struct Statement<'c> {
    pub(crate) at: Node<'c>,
    pub(crate) effect: Read<Effect>,
    pub(crate) sid: Node<'c>,
    pub(crate) principals: Principals<'c>,
    pub(crate) actions: Listed<'c>,
    pub(crate) resources: Listed<'c>,
    pub(crate) conditions: Vec<Condition<'c>>,
    /// Whether there may be conditions, principals or others that the files do not show.
    pub(crate) is_open: bool,
}

impl<'c> Statement<'c> {
    /// Reads a statement of JSON.
    pub(crate) fn of_json(at: Node<'c>) -> Self {
        let effect = match member(at, "Effect").text() {
            Read::Known(text) => effect(&text),
            Read::Absent => Read::Absent,
            Read::Unknown => Read::Unknown,
        };
        let mut conditions = Vec::new();
        for (operator, keys) in member(at, "Condition").members() {
            for (key, values) in keys.members() {
                conditions.push(Condition {
                    at: values,
                    operator: written(operator),
                    key: written(key),
                    values: values.elements().map(Entry::of).collect(),
                });
            }
        }
        Self {
            at,
            effect,
            sid: member(at, "Sid"),
            principals: principals(at),
            actions: listed(member(at, "Action"), member(at, "NotAction")),
            resources: listed(member(at, "Resource"), member(at, "NotResource")),
            conditions,
            is_open: matches!(member(at, "Condition").json(), Some(Json::String(_))),
        }
    }

    /// Reads a `statement` block of the data source `aws_iam_policy_document`.
    pub(crate) fn of_block(at: Node<'c>) -> Self {
        let effect = match at.get("effect").text() {
            Read::Known(text) => effect(&text),
            Read::Absent => Read::Known(Effect::Allow),
            Read::Unknown => Read::Unknown,
        };
        let conditions = at.blocks("condition").map(|condition| Condition {
            at: condition,
            operator: condition.get("test").text().known(),
            key: condition.get("variable").text().known(),
            values: condition.get("values").elements().map(Entry::of).collect(),
        });
        let negated = !at.get("principals").is_present() && at.get("not_principals").is_present();
        let name = if negated { "not_principals" } else { "principals" };
        let mut all = Vec::new();
        for block in at.blocks(name) {
            let kind = block.get("type").text().known().unwrap_or(Cow::Borrowed("?"));
            all.extend(
                block
                    .get("identifiers")
                    .elements()
                    .map(|identifier| Principal { kind: kind.clone(), entry: Entry::of(identifier) }),
            );
        }
        let made = ["principals", "not_principals", "condition"].iter().any(|name| at.makes_blocks(name));
        Self {
            at,
            effect,
            sid: at.get("sid"),
            principals: Principals {
                at: at.get(name),
                negated,
                is_present: at.get(name).is_present() || made,
                all,
            },
            actions: listed(at.get("actions"), at.get("not_actions")),
            resources: listed(at.get("resources"), at.get("not_resources")),
            conditions: conditions.collect(),
            is_open: made,
        }
    }

    pub(crate) fn is_allow(&self) -> bool {
        self.effect.is(&Effect::Allow)
    }

    pub(crate) fn is_deny(&self) -> bool {
        self.effect.is(&Effect::Deny)
    }

    /// The conditions about a key, whose case does not matter.
    pub(crate) fn about<'s>(&'s self, key: &'s str) -> impl Iterator<Item = &'s Condition<'c>> {
        self.conditions
            .iter()
            .filter(move |condition| condition.key.as_ref().is_some_and(|one| one.eq_ignore_ascii_case(key)))
    }

    /// Whether a condition about a key is there, or may be.
    pub(crate) fn asks(&self, key: &str) -> Read<bool> {
        if self.about(key).next().is_some() {
            Read::Known(true)
        } else if self.is_open || self.conditions.iter().any(|condition| condition.key.is_none()) {
            Read::Unknown
        } else {
            Read::Known(false)
        }
    }
}

fn effect(text: &str) -> Read<Effect> {
    match text {
        "Allow" => Read::Known(Effect::Allow),
        "Deny" => Read::Known(Effect::Deny),
        _ => Read::Unknown,
    }
}

/// The text of a name in JSON, unless an expression makes it.
fn written(name: &str) -> Option<Cow<'_, str>> {
    (!name.contains("${") && !name.contains("%{")).then_some(Cow::Borrowed(name))
}

/// A member whose name's case does not matter.
pub(crate) fn member<'c>(node: Node<'c>, name: &'static str) -> Node<'c> {
    let of_any_case =
        node.members().find(|(key, value)| key.eq_ignore_ascii_case(name) && value.is_present());
    of_any_case.map_or_else(|| node.get(name), |(_, value)| value)
}

fn listed<'c>(one: Node<'c>, other: Node<'c>) -> Listed<'c> {
    let negated = !one.is_present() && other.is_present();
    let at = if negated { other } else { one };
    Listed {
        at,
        negated,
        twice: one.is_present() && other.is_present(),
        entries: at.elements().map(Entry::of).collect(),
        plain: OnceLock::new(),
    }
}

fn principals(statement: Node<'_>) -> Principals<'_> {
    let (one, other) = (member(statement, "Principal"), member(statement, "NotPrincipal"));
    let negated = !one.is_present() && other.is_present();
    let at = if negated { other } else { one };
    let mut all = Vec::new();
    if at.json().is_some_and(|json| json.as_object().is_none()) {
        all.extend(
            at.elements().map(|entry| Principal { kind: Cow::Borrowed("*"), entry: Entry::of(entry) }),
        );
    }
    for (kind, entries) in at.members() {
        all.extend(
            entries.elements().map(|entry| Principal { kind: Cow::Borrowed(kind), entry: Entry::of(entry) }),
        );
    }
    Principals { at, negated, is_present: at.is_present(), all }
}

/// Keys that say who, or from where: whoever else a statement names, only those may.
const CONFINING: &[&str] = &[
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceIp",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
    "aws:SourceOwner",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:userid",
    "kms:CallerAccount",
];

/// Whether a condition says who is meant, or from where.
pub(crate) fn is_confined(statement: &Statement<'_>) -> Read<bool> {
    let is_positive = |condition: &Condition<'_>| {
        condition.operator.as_ref().is_none_or(|operator| {
            let operator = operator.to_ascii_lowercase();
            !operator.contains("not") && !operator.ends_with("ifexists") && operator != "null"
        })
    };
    let confines = |condition: &Condition<'_>| {
        condition.key.as_ref().is_some_and(|key| CONFINING.iter().any(|one| one.eq_ignore_ascii_case(key)))
            && is_positive(condition)
            // `0.0.0.0/0` and `*` leave nobody out.
            && !condition.values.iter().any(|value| value.is("*") || value.is("0.0.0.0/0") || value.is("::/0"))
    };
    if statement.conditions.iter().any(confines) {
        Read::Known(true)
    } else if statement.is_open || statement.conditions.iter().any(|condition| condition.key.is_none()) {
        Read::Unknown
    } else {
        Read::Known(false)
    }
}
