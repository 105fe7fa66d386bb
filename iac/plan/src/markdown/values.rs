//! Values and what becomes of them, as they stand in a cell of a table.

use super::escape::code;
use crate::judge::difference::{Difference, differences};
use crate::plan::{Path, Value};

/// Longer values are only named; the full diff has them.
const SHORT: usize = 90;
/// More differences of one resource are only counted.
const MOST: usize = 8;
/// More differences inside of a document are left to the full diff.
const FEW: usize = 4;

/// The differences, one on each line of the cell; what is only known afterwards comes last, in one.
pub(super) fn changes(differences: &[Difference<'_>]) -> String {
    let told: Vec<&Difference<'_>> = differences.iter().filter(|it| !is_repeated(it, differences)).collect();
    let (later, now): (Vec<_>, Vec<_>) = told.into_iter().partition(|it| matches!(it.after, Value::Unknown));
    let mut lines: Vec<String> = now.iter().take(MOST).map(|it| change(it)).collect();
    if now.len() > MOST {
        lines.push(format!("and {} more", now.len() - MOST));
    }
    if !later.is_empty() {
        let mut names: Vec<String> = later.iter().take(MOST).map(|it| code(&it.path.to_string())).collect();
        if later.len() > MOST {
            names.push(format!("{} more", later.len() - MOST));
        }
        lines.push(format!("known after the apply: {}", names.join(", ")));
    }
    lines.join("<br>")
}

/// `tags_all` is `tags` and the provider's own: what it repeats is not said twice.
fn is_repeated(difference: &Difference<'_>, all: &[Difference<'_>]) -> bool {
    difference.path.attribute() == "tags_all"
        && all.iter().any(|it| {
            it.path.attribute() == "tags"
                && (it.path.0.len() == 1 || it.path.0[1..] == difference.path.0[1..])
        })
}

/// `retention_in_days`: `365` → `30`
pub(super) fn change(difference: &Difference<'_>) -> String {
    let name = code(&difference.path.to_string());
    let (before, after) = (difference.before, difference.after);
    if matches!(before, Value::Secret(_)) || matches!(after, Value::Secret(_)) {
        return format!("{name}: sensitive");
    }
    if let Some(inner) = inside(difference) {
        return inner;
    }
    match pair(before, after) {
        (Some(before), Some(after)) => format!("{name}: {before} → {after}"),
        _ if before.is_empty() => format!("{name}: *none* → …"),
        _ if after.is_empty() => format!("{name}: … → *none*"),
        _ => name,
    }
}

/// What differs inside of JSON that is written as text, if that is little. Policies are said statement by statement.
fn inside(difference: &Difference<'_>) -> Option<String> {
    let (before, after) = (difference.before.document()?, difference.after.document()?);
    if after.get("Statement").is_some() {
        return None;
    }
    let (before, after) = (Value::from(before), Value::from(after));
    let inner = differences(&before, &after);
    if inner.is_empty() || inner.len() > FEW {
        return None;
    }
    let outer = |it: &Difference<'_>| {
        let path = Path([difference.path.0.as_slice(), &it.path.0].concat());
        let (before, after) = pair(it.before, it.after);
        let or_more = |side: Option<String>| side.unwrap_or_else(|| "…".to_owned());
        format!("{}: {} → {}", code(&path.to_string()), or_more(before), or_more(after))
    };
    Some(inner.iter().map(outer).collect::<Vec<_>>().join("<br>"))
}

/// Both values; what two long texts begin with is not said twice.
fn pair(before: &Value, after: &Value) -> (Option<String>, Option<String>) {
    if let (Value::Text(one), Value::Text(other)) = (before, after) {
        let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other);
        let same: usize = same.map(|(char, _)| char.len_utf8()).sum();
        // From the last place where a word begins.
        let cut = one[..same].rfind(['/', ':', '.', ' ', '=']).unwrap_or(0);
        let are_text = before.document().is_none() && after.document().is_none();
        if are_text && one.len().max(other.len()) > SHORT && cut > SHORT / 3 {
            let rest = |text: &str| within(&Value::Text(format!("…{}", &text[cut..])), SHORT * 2);
            return (rest(one), rest(other));
        }
    }
    (short(before), short(after))
}

/// The value, if it is short enough to be read at a glance.
pub(super) fn short(value: &Value) -> Option<String> {
    within(value, SHORT)
}

fn within(value: &Value, limit: usize) -> Option<String> {
    match value {
        Value::Null => Some("*none*".to_owned()),
        Value::Unknown => Some("*known after the apply*".to_owned()),
        Value::Secret(_) => Some("*sensitive*".to_owned()),
        Value::Map(members) if !members.is_empty() => None,
        Value::List(elements) if elements.iter().any(|it| matches!(it, Value::Map(_) | Value::List(_))) => {
            None
        }
        value => {
            let text = value.to_string();
            let fits = text.chars().count() <= limit && !text.contains('\n') && value.document().is_none();
            fits.then(|| code(&text))
        }
    }
}
