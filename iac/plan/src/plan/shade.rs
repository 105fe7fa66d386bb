//! Both sides of a change, without what is marked as sensitive on either.
//!
//! Terraform marks per side and per place, and that is not enough: a value that becomes sensitive stands plainly before the
//! change, and a provider that copies an argument into an attribute of its own copies no mark. So what is secret on one
//! side is secret on the other, and text that equals a secret of the same resource is one too.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::value::{Secret, Value};

/// One side as Terraform says it.
pub(super) struct Side {
    pub(super) value: Json,
    pub(super) sensitive: Json,
    pub(super) unknown: Json,
}

/// Both sides, before and after.
pub(super) fn shade(before: Side, after: Side) -> (Value, Value) {
    let mut sides = (one(before), one(after));
    mirror(&mut sides.0, &mut sides.1);
    let mut secrets = Vec::new();
    collect(&sides.0, &mut secrets);
    collect(&sides.1, &mut secrets);
    let secrets: BTreeSet<String> = secrets.into_iter().map(str::to_owned).collect();
    if !secrets.is_empty() {
        hide(&mut sides.0, &secrets);
        hide(&mut sides.1, &secrets);
    }
    sides
}

/// A shorter secret stands in too many words to be taken out of a text.
const TELLING: usize = 6;

/// All text that must not be said, the longest first, so that none is left half.
pub(super) fn secrets<'v>(values: impl Iterator<Item = &'v Value>) -> Vec<String> {
    let mut found = Vec::new();
    values.for_each(|value| collect(value, &mut found));
    found.retain(|secret| secret.len() >= TELLING);
    found.sort_unstable_by_key(|secret| (std::cmp::Reverse(secret.len()), *secret));
    found.dedup();
    found.into_iter().map(str::to_owned).collect()
}

fn one(side: Side) -> Value {
    shaded(side.value, &side.sensitive, &side.unknown)
}

fn shaded(value: Json, sensitive: &Json, unknown: &Json) -> Value {
    let marks = |json: &Json| json == &Json::Bool(true);
    if marks(sensitive) || (!of_one_shape(&value, sensitive) && holds_a_mark(sensitive)) {
        return Value::Secret(Secret::new(value));
    }
    if marks(unknown) {
        return Value::Unknown;
    }
    match value {
        // What is wholly unknown has no member in `after`, but one in `after_unknown`.
        Json::Null if unknown.is_object() && holds_a_mark(unknown) => {
            shaded(Json::Object(serde_json::Map::new()), sensitive, unknown)
        }
        Json::Null => Value::Null,
        Json::Bool(bool) => Value::Bool(bool),
        Json::Number(number) => Value::Number(number),
        Json::String(text) => Value::Text(text),
        Json::Array(mut elements) => {
            let length = elements.len().max(unknown.as_array().map_or(0, Vec::len));
            elements.resize(length, Json::Null);
            let inner = |(at, element)| shaded(element, part(sensitive, at), part(unknown, at));
            Value::List(elements.into_iter().enumerate().map(inner).collect())
        }
        Json::Object(mut members) => {
            for marked in [unknown, sensitive] {
                for (key, inner) in marked.as_object().into_iter().flatten() {
                    if holds_a_mark(inner) && !members.contains_key(key) {
                        members.insert(key.clone(), Json::Null);
                    }
                }
            }
            let inner = |(key, member): (String, Json)| {
                let shaded = shaded(member, &sensitive[&key], &unknown[&key]);
                (key, shaded)
            };
            Value::Map(members.into_iter().map(inner).collect::<BTreeMap<_, _>>())
        }
    }
}

fn part(marks: &Json, at: usize) -> &Json {
    marks.get(at).unwrap_or(&Json::Null)
}

fn of_one_shape(value: &Json, marks: &Json) -> bool {
    match marks {
        Json::Object(_) => value.is_object() || value.is_null(),
        Json::Array(marks) => value.as_array().is_some_and(|elements| elements.len() >= marks.len()),
        _ => true,
    }
}

fn holds_a_mark(marks: &Json) -> bool {
    let mut open = vec![marks];
    while let Some(marks) = open.pop() {
        match marks {
            Json::Bool(true) => return true,
            Json::Array(elements) => open.extend(elements),
            Json::Object(members) => open.extend(members.values()),
            _ => {}
        }
    }
    false
}

/// What is secret on one side is secret on the other.
fn mirror(one: &mut Value, other: &mut Value) {
    match (&mut *one, &mut *other) {
        (Value::Secret(_), Value::Secret(_)) => {}
        (Value::Secret(_), plain) | (plain, Value::Secret(_)) => hide_whole(plain),
        (Value::List(one), Value::List(other)) => {
            one.iter_mut().zip(other).for_each(|(one, other)| mirror(one, other));
        }
        (Value::Map(one), Value::Map(other)) => {
            for (key, member) in one {
                if let Some(counterpart) = other.get_mut(key) {
                    mirror(member, counterpart);
                }
            }
        }
        _ => {}
    }
}

/// Null and unknown are nobody's secret.
fn hide_whole(value: &mut Value) {
    if !matches!(value, Value::Null | Value::Unknown) {
        *value = Value::Secret(Secret::new(plain(value)));
    }
}

fn plain(value: &Value) -> Json {
    match value {
        Value::Null | Value::Unknown | Value::Secret(_) => Json::Null,
        Value::Bool(bool) => Json::Bool(*bool),
        Value::Number(number) => Json::Number(number.clone()),
        Value::Text(text) => Json::String(text.clone()),
        Value::List(elements) => Json::Array(elements.iter().map(plain).collect()),
        Value::Map(members) => {
            Json::Object(members.iter().map(|(key, member)| (key.clone(), plain(member))).collect())
        }
    }
}

fn collect<'v>(value: &'v Value, into: &mut Vec<&'v str>) {
    match value {
        Value::Secret(secret) => secret.collect_texts(into),
        Value::List(elements) => elements.iter().for_each(|element| collect(element, into)),
        Value::Map(members) => members.values().for_each(|member| collect(member, into)),
        _ => {}
    }
}

fn hide(value: &mut Value, secrets: &BTreeSet<String>) {
    match value {
        Value::Text(text) if secrets.contains(text) => hide_whole(value),
        Value::List(elements) => elements.iter_mut().for_each(|element| hide(element, secrets)),
        Value::Map(members) => members.values_mut().for_each(|member| hide(member, secrets)),
        _ => {}
    }
}
