//! Files as Terraform reads them: blocks by keyword, type and name, sorted.

use serde_json::{Map, Value};

use crate::stack::Entry;
use crate::write::{push_new_line, push_string, push_template};

/// One file of Terraform JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The file's name, such as `network.tf.json`.
    pub name: String,
    /// Its text, which ends in a line break.
    pub text: String,
}

/// The kinds of top-level blocks, in the order of their keywords.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Block {
    Data,
    Output,
    Provider,
    Resource,
    Terraform,
}

/// How deep the body of a resource stands.
pub(crate) const BODY_DEPTH: usize = 3;

impl Block {
    pub(crate) fn keyword(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Output => "output",
            Self::Provider => "provider",
            Self::Resource => "resource",
            Self::Terraform => "terraform",
        }
    }

    pub(crate) fn body_depth(self) -> usize {
        match self {
            Self::Data | Self::Resource => BODY_DEPTH,
            Self::Output | Self::Provider => BODY_DEPTH - 1,
            Self::Terraform => BODY_DEPTH - 2,
        }
    }
}

/// Puts the sorted entries of one file together.
pub(crate) fn compose(entries: &[&Entry], bytes: &[u8], comment: &str) -> String {
    let size: usize = entries.iter().map(|entry| entry.body.len() + entry.name.len() + 64).sum();
    let mut out = Vec::with_capacity(size + comment.len() + 64);
    out.extend_from_slice(b"{\n  \"//\": \"");
    push_template(&mut out, comment);
    out.push(b'"');
    let mut open: Vec<&str> = Vec::new();
    for entry in entries {
        let keyword = entry.block.keyword();
        let path: &[&str] = match entry.block {
            Block::Data | Block::Resource => &[keyword, entry.kind, &entry.name],
            Block::Output | Block::Provider => &[keyword, &entry.name],
            Block::Terraform => &[keyword],
        };
        let shared = open.iter().zip(&path[..path.len() - 1]).take_while(|(a, b)| a == b).count();
        close(&mut out, &mut open, shared);
        for key in &path[shared..] {
            // An object that was just opened has no element before this one.
            if out.last() != Some(&b'{') {
                out.push(b',');
            }
            push_new_line(&mut out, open.len() + 1);
            push_string(&mut out, key.as_bytes());
            out.extend_from_slice(b": ");
            if open.len() + 1 < path.len() {
                out.push(b'{');
                open.push(key);
            }
        }
        out.extend_from_slice(&bytes[entry.body.clone()]);
    }
    close(&mut out, &mut open, 0);
    out.extend_from_slice(b"\n}\n");
    // Everything written is made of strings and ASCII.
    String::from_utf8(out).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

fn close(out: &mut Vec<u8>, open: &mut Vec<&str>, keep: usize) {
    while open.len() > keep {
        open.pop();
        push_new_line(out, open.len() + 1);
        out.push(b'}');
    }
}

/// Merges `changes` into `value`: objects key by key, everything else replaced; `null` takes a key away.
/// <https://www.rfc-editor.org/rfc/rfc7396>
pub(crate) fn merge(value: &mut Value, changes: &Map<String, Value>) {
    if !value.is_object() {
        *value = Value::Object(Map::new());
    }
    let Value::Object(fields) = value else { return };
    for (key, change) in changes {
        match change {
            Value::Null => drop(fields.remove(key)),
            Value::Object(inner) => merge(fields.entry(key).or_insert(Value::Null), inner),
            other => drop(fields.insert(key.clone(), other.clone())),
        }
    }
}

/// Writes a value whose text is Terraform's own already, in the layout and the order that everything is written in.
pub(crate) fn push_verbatim(out: &mut Vec<u8>, value: &Value, depth: usize) {
    let mut elements: Vec<(Vec<u8>, &Value)> = Vec::new();
    let brackets = match value {
        Value::Object(fields) => {
            elements.extend(fields.iter().map(|(key, field)| (spelled(key), field)));
            // By what stands between the quotes.
            elements.sort_by(|(one, _), (other, _)| one[..one.len() - 1].cmp(&other[..other.len() - 1]));
            b"{}"
        }
        Value::Array(values) => {
            elements.extend(values.iter().map(|element| (Vec::new(), element)));
            b"[]"
        }
        Value::String(text) => return out.extend_from_slice(&spelled(text)),
        Value::Number(number) => {
            let float = number.as_f64().filter(|_| number.is_f64());
            let number = float.map_or_else(|| number.to_string(), |float| float.to_string());
            return out.extend_from_slice(number.as_bytes());
        }
        Value::Bool(_) | Value::Null => return out.extend_from_slice(value.to_string().as_bytes()),
    };
    out.push(brackets[0]);
    for (at, (key, element)) in elements.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        push_new_line(out, depth + 1);
        if !key.is_empty() {
            out.extend_from_slice(key);
            out.extend_from_slice(b": ");
        }
        push_verbatim(out, element, depth + 1);
    }
    if !elements.is_empty() {
        push_new_line(out, depth);
    }
    out.push(brackets[1]);
}

fn spelled(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + 2);
    push_string(&mut out, text.as_bytes());
    out
}
