//! What differs between two values, place by place.

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
    found
}

fn compare<'v>(path: &Path, before: &'v Value, after: &'v Value, found: &mut Vec<Difference<'v>>) {
    match (before, after) {
        _ if before == after => {}
        (Value::Map(one), Value::Map(other)) => {
            let mut keys: Vec<&String> = one.keys().chain(other.keys()).collect();
            keys.sort_unstable();
            keys.dedup();
            for key in keys {
                compare(&path.key(key), before.get(key), after.get(key), found);
            }
        }
        (Value::List(one), Value::List(other)) => lists(path, (before, one), (after, other), found),
        _ => found.push(Difference { path: path.clone(), before, after }),
    }
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
    if gone.len() == new.len() && (gone.len() == 1 || gone == new) {
        for (&from, &to) in gone.iter().zip(&new) {
            compare(&path.index(to), &one[from], &other[to], found);
        }
        return;
    }
    for at in gone {
        found.push(Difference { path: path.index(at), before: &one[at], after: &NULL });
    }
    for at in new {
        found.push(Difference { path: path.index(at), before: &NULL, after: &other[at] });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(json: &str) -> Value {
        let json: serde_json::Value = serde_json::from_str(json).unwrap();
        fn of(json: serde_json::Value) -> Value {
            match json {
                serde_json::Value::Null => Value::Null,
                serde_json::Value::Bool(bool) => Value::Bool(bool),
                serde_json::Value::Number(number) => Value::Number(number),
                serde_json::Value::String(text) => Value::Text(text),
                serde_json::Value::Array(elements) => Value::List(elements.into_iter().map(of).collect()),
                serde_json::Value::Object(members) => {
                    Value::Map(members.into_iter().map(|(key, member)| (key, of(member))).collect())
                }
            }
        }
        of(json)
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
    fn an_order_alone_is_a_difference_of_the_whole() {
        assert_eq!(said(r#"{"l": ["a", "b"]}"#, r#"{"l": ["b", "a"]}"#), [r#"l: ["a", "b"] -> ["b", "a"]"#]);
    }
}
