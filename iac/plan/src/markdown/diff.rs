//! Everything that a plan changes, resource by resource, for a block of code in which `+` and `-` have a colour.

use similar::{ChangeTag, TextDiff};

use super::escape::visible;
use crate::plan::{Action, Change, Path, Value};

/// Texts of more lines are shown whole on either side.
const LONG: usize = 2_000;
/// Unchanged lines around changed ones.
const CONTEXT: usize = 2;

/// One resource, with an empty line before it.
pub(super) fn resource(change: &Change) -> String {
    let mut out = Lines::default();
    out.line("", &format!("# {}: {}", change.address, heading(change)));
    match change.action {
        Action::Create => whole("+", &change.after, &mut out),
        Action::Delete | Action::Forget => whole("-", &change.before, &mut out),
        _ => between(change, &mut out),
    }
    format!("\n{}", out.0)
}

fn heading(change: &Change) -> String {
    match &change.action {
        Action::NoOp => "stays as it is".to_owned(),
        Action::Create => "added".to_owned(),
        Action::Read => "read".to_owned(),
        Action::Update => "changed in place".to_owned(),
        Action::Replace { create_first: true } => "replaced, the new one first".to_owned(),
        Action::Replace { create_first: false } => "replaced, the old one is destroyed first".to_owned(),
        Action::Delete => "destroyed".to_owned(),
        Action::Forget => "let go, and left as it is".to_owned(),
        Action::Other(words) => words.clone(),
    }
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    fn line(&mut self, sign: &str, text: &str) {
        let gap = if sign.is_empty() { "" } else { " " };
        self.0.push_str(format!("{sign}{gap}{}", visible(text)).trim_end());
        self.0.push('\n');
    }
}

/// All values of one side that say something.
fn whole(sign: &str, side: &Value, out: &mut Lines) {
    let mut later = Vec::new();
    leaves(&Path::default(), side, &mut |path, value| match value {
        Value::Unknown => later.push(path.to_string()),
        value => value_lines(sign, path, value, "", out),
    });
    if !later.is_empty() {
        out.line(sign, &format!("(known after the apply: {})", later.join(", ")));
    }
}

fn leaves(path: &Path, value: &Value, say: &mut impl FnMut(&Path, &Value)) {
    match value {
        value if value.is_empty() && !path.0.is_empty() => {}
        Value::Map(members) => {
            for (key, member) in members {
                // What the provider adds to `tags` itself is only news beside them.
                if !(path.0.is_empty() && key == "tags_all" && value.get("tags") == member) {
                    leaves(&path.key(key), member, say);
                }
            }
        }
        Value::List(elements) if elements.iter().any(|it| matches!(it, Value::Map(_) | Value::List(_))) => {
            for (at, element) in elements.iter().enumerate() {
                leaves(&path.index(at), element, say);
            }
        }
        value => say(path, value),
    }
}

fn between(change: &Change, out: &mut Lines) {
    let mut later = Vec::new();
    for difference in change.differences() {
        let (path, before, after) = (&difference.path, difference.before, difference.after);
        let forces = change.forced_by.iter().any(|forced| forced.meets(path));
        let note = if forces { "   # forces the replacement" } else { "" };
        match (before, after) {
            (Value::Secret(_), _) | (_, Value::Secret(_)) => {
                out.line("!", &format!("{path} = (sensitive, and different){note}"));
            }
            (Value::Null, Value::Unknown) => later.push(path.to_string()),
            // Whatever was computed of the old one is computed anew.
            (_, Value::Unknown) if !forces && matches!(change.action, Action::Replace { .. }) => {
                later.push(path.to_string());
            }
            _ => {
                if let Some((before, after)) = texts(before, after) {
                    text_lines(path, &before, &after, note, out);
                } else {
                    sided("-", path, before, "", out);
                    sided("+", path, after, note, out);
                }
            }
        }
    }
    if !later.is_empty() {
        out.line("+", &format!("(known after the apply: {})", later.join(", ")));
    }
}

fn sided(sign: &str, path: &Path, value: &Value, note: &str, out: &mut Lines) {
    match value {
        Value::Null => {}
        value => value_lines(sign, path, value, note, out),
    }
}

fn value_lines(sign: &str, path: &Path, value: &Value, note: &str, out: &mut Lines) {
    match pretty(value) {
        Some(text) => {
            out.line(sign, &format!("{path} ={note}"));
            text.lines().for_each(|line| out.line(sign, &format!("    {line}")));
        }
        None => out.line(sign, &format!("{path} = {}{note}", value.as_json())),
    }
}

/// Text of several lines: a document of JSON, or one that somebody wrote so.
fn pretty(value: &Value) -> Option<String> {
    if let Some(document) = value.document() {
        return serde_json::to_string_pretty(&document).ok();
    }
    value.as_str().filter(|text| text.trim_end().contains('\n')).map(str::to_owned)
}

/// Both sides, if they are text of several lines.
fn texts(before: &Value, after: &Value) -> Option<(String, String)> {
    let (before, after) = (pretty(before)?, pretty(after)?);
    (before.lines().count().max(after.lines().count()) <= LONG).then_some((before, after))
}

fn text_lines(path: &Path, before: &str, after: &str, note: &str, out: &mut Lines) {
    if before == after {
        return out.line("!", &format!("{path}: the same document, written in another way{note}"));
    }
    out.line("!", &format!("{path} ={note}"));
    let diff = TextDiff::from_lines(before, after);
    for (at, group) in diff.grouped_ops(CONTEXT).iter().enumerate() {
        if at > 0 {
            out.line(" ", "    …");
        }
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let sign = match change.tag() {
                ChangeTag::Equal => " ",
                ChangeTag::Delete => "-",
                ChangeTag::Insert => "+",
            };
            out.line(sign, &format!("    {}", change.value().trim_end_matches('\n')));
        }
    }
}
