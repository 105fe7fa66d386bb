//! What differs between two values, place by place.

use std::collections::BTreeSet;

use crate::plan::{Change, Path, Value};

/// A place, and what stands there on either side.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Difference<'v> {
    pub(crate) path: Path,
    pub(crate) before: &'v Value,
    pub(crate) after: &'v Value,
}

static NULL: Value = Value::Null;

impl Change {
    /// What this change does to the resource's values.
    pub(crate) fn differences(&self) -> Vec<Difference<'_>> {
        differences(&self.before, &self.after)
    }
}

/// Every place that differs, the innermost that says it.
///
/// Terraform does not say what of its lists is a set. So elements that are on both sides are taken for unchanged wherever
/// they stand, unless nothing but the order differs.
pub(crate) fn differences<'v>(before: &'v Value, after: &'v Value) -> Vec<Difference<'v>> {
    let mut found = Vec::new();
    compare(&Path::default(), before, after, &mut found);
    // Nothing that becomes nothing is no news, unless it is all there is.
    let is_news = |it: &Difference<'_>| !(it.before.is_zero() && it.after.is_zero());
    if found.iter().any(is_news) {
        found.retain(is_news);
    }
    found
}

fn compare<'v>(path: &Path, before: &'v Value, after: &'v Value, found: &mut Vec<Difference<'v>>) {
    match (before, after) {
        _ if before == after => {}
        (Value::Map(_) | Value::Null, Value::Map(_)) | (Value::Map(_), Value::Null) => {
            for key in keys(before, after) {
                compare(&path.key(key), before.get(key), after.get(key), found);
            }
        }
        (Value::List(one), Value::List(other)) => lists(path, (before, one), (after, other), found),
        _ => found.push(Difference { path: path.clone(), before, after }),
    }
}

fn keys<'v>(before: &'v Value, after: &'v Value) -> BTreeSet<&'v String> {
    let of = |value: &'v Value| if let Value::Map(members) = value { Some(members.keys()) } else { None };
    of(before).into_iter().chain(of(after)).flatten().collect()
}

type Side<'v> = (&'v Value, &'v [Value]);

/// More than this is not compared element by element.
const LONG: usize = 2_000;

fn lists<'v>(path: &Path, before: Side<'v>, after: Side<'v>, found: &mut Vec<Difference<'v>>) {
    let (one, other) = (before.1, after.1);
    if one.len().max(other.len()) > LONG {
        return found.push(Difference { path: path.clone(), before: before.0, after: after.0 });
    }
    let mut gone: Vec<usize> = Vec::new();
    let mut new: Vec<usize> = (0..other.len()).collect();
    for (at, element) in one.iter().enumerate() {
        match new.iter().position(|&candidate| other[candidate] == *element) {
            Some(position) => _ = new.remove(position),
            None => gone.push(at),
        }
    }
    if gone.is_empty() && new.is_empty() {
        return found.push(Difference { path: path.clone(), before: before.0, after: after.0 });
    }
    if let ([from], [to]) = (gone.as_slice(), new.as_slice()) {
        return compare(&path.index(*to), &one[*from], &other[*to], found);
    }
    // What stands in the same place is what it was, and changed.
    for &at in gone.iter().filter(|at| new.contains(at)) {
        compare(&path.index(at), &one[at], &other[at], found);
    }
    for &at in gone.iter().filter(|at| !new.contains(at)) {
        found.push(Difference { path: path.index(at), before: &one[at], after: &NULL });
    }
    for &at in new.iter().filter(|at| !gone.contains(at)) {
        found.push(Difference { path: path.index(at), before: &NULL, after: &other[at] });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(json: &str) -> Value {
        Value::from(serde_json::from_str::<serde_json::Value>(json).unwrap())
    }

    fn said(before: &str, after: &str) -> Vec<String> {
        let (before, after) = (value(before), value(after));
        let said = |it: Difference<'_>| format!("{}: {} -> {}", it.path, it.before, it.after);
        differences(&before, &after).into_iter().map(said).collect()
    }

    #[test]
    fn the_innermost_place_is_named() {
        assert_eq!(
            said(
                r#"{"a": {"b c": 1, "d": 2}, "e": [{"f": 1}]}"#,
                r#"{"a": {"b c": 3, "d": 2}, "e": [{"f": 2}]}"#
            ),
            ["a[\"b c\"]: 1 -> 3", "e[0].f: 1 -> 2"]
        );
    }

    #[test]
    fn a_list_is_taken_for_a_set_that_lost_and_gained() {
        assert_eq!(
            said(r#"["a", "b"]"#, r#"["b", "c", "d"]"#),
            ["[0]: a -> null", "[1]: null -> c", "[2]: null -> d"]
        );
        assert_eq!(said(r#"["a", "b"]"#, r#"["x", "y"]"#), ["[0]: a -> x", "[1]: b -> y"]);
    }

    #[test]
    fn nothing_that_becomes_nothing_is_only_said_if_it_is_all() {
        assert_eq!(said(r#"{"a": "", "b": 1}"#, r#"{"a": null, "b": 2}"#), ["b: 1 -> 2"]);
        assert_eq!(said(r#"{"a": "", "b": 1}"#, r#"{"a": null, "b": 1}"#), ["a: \"\" -> null"]);
    }

    #[test]
    fn an_order_alone_is_a_difference_of_the_whole() {
        assert_eq!(said(r#"{"l": ["a", "b"]}"#, r#"{"l": ["b", "a"]}"#), [r#"l: ["a", "b"] -> ["b", "a"]"#]);
    }
}
