//! A value of which it is known whether it may be shown.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use serde_json::{Number, Value as Json};

/// A value before or after a change.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Value>),
    Map(BTreeMap<String, Value>),
    /// Known only after the apply.
    Unknown,
    /// Not to be shown, in no form.
    Secret(Secret),
}

/// What can be compared, and nothing else.
#[derive(Clone, PartialEq)]
pub(crate) struct Secret(Json);

impl Secret {
    pub(super) fn new(json: Json) -> Self {
        Self(json)
    }

    pub(super) fn collect_texts<'s>(&'s self, into: &mut Vec<&'s str>) {
        let mut open = vec![&self.0];
        while let Some(json) = open.pop() {
            match json {
                Json::String(text) if !text.is_empty() => into.push(text),
                Json::Array(elements) => open.extend(elements),
                Json::Object(members) => open.extend(members.values()),
                _ => {}
            }
        }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

static NULL: Value = Value::Null;

impl Value {
    /// The member of that name; what is not there is null, as Terraform has it.
    pub(crate) fn get(&self, name: &str) -> &Value {
        match self {
            Self::Map(members) => members.get(name).unwrap_or(&NULL),
            _ => &NULL,
        }
    }

    /// What stands at a path like `versioning_configuration.status`; a list of one block is its block.
    pub(crate) fn at(&self, path: &str) -> &Value {
        path.split('.').fold(self, |value, name| match value {
            Self::List(blocks) if blocks.len() == 1 => blocks[0].get(name),
            // A whole that is unknown or secret has parts that are.
            Self::Unknown | Self::Secret(_) => value,
            value => value.get(name),
        })
    }

    pub(crate) fn as_str(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    pub(crate) fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(bool) = self { Some(*bool) } else { None }
    }

    pub(crate) fn as_f64(&self) -> Option<f64> {
        if let Self::Number(number) = self { number.as_f64() } else { None }
    }

    /// Its elements, if it is a list of which all is known.
    pub(crate) fn elements(&self) -> &[Value] {
        if let Self::List(elements) = self { elements } else { &[] }
    }

    /// Whether it says no more than null would: providers write one for the other.
    pub(crate) fn is_zero(&self) -> bool {
        self.is_empty() || self.as_bool() == Some(false) || self.as_f64() == Some(0.0)
    }

    /// Whether there is nothing: null, or nothing in it.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Text(text) => text.is_empty(),
            Self::List(elements) => elements.is_empty(),
            Self::Map(members) => members.is_empty(),
            _ => false,
        }
    }

    /// The JSON object or list that this text is.
    pub(crate) fn document(&self) -> Option<Json> {
        let text = self.as_str()?.trim_start();
        let document = text.starts_with(['{', '[']).then(|| serde_json::from_str(text).ok())??;
        matches!(&document, Json::Array(_) | Json::Object(_)).then_some(document)
    }
}

impl From<Json> for Value {
    fn from(json: Json) -> Self {
        match json {
            Json::Null => Self::Null,
            Json::Bool(bool) => Self::Bool(bool),
            Json::Number(number) => Self::Number(number),
            Json::String(text) => Self::Text(text),
            Json::Array(elements) => Self::List(elements.into_iter().map(Self::from).collect()),
            Json::Object(members) => {
                Self::Map(members.into_iter().map(|(key, member)| (key, Self::from(member))).collect())
            }
        }
    }
}

/// On one line: text bare, everything else as JSON, and words for what cannot be shown.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) if text.is_empty() => f.write_str("\"\""),
            Self::Text(text) => f.write_str(text),
            other => f.write_str(&other.as_json()),
        }
    }
}

impl Value {
    /// As JSON, on one line.
    pub(crate) fn as_json(&self) -> String {
        let mut out = String::new();
        self.write_json(&mut out);
        out
    }

    fn write_json(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(bool) => out.push_str(if *bool { "true" } else { "false" }),
            Self::Number(number) => _ = write!(out, "{number}"),
            Self::Text(text) => _ = write!(out, "{}", Json::from(text.as_str())),
            Self::Unknown => out.push_str("(known after the apply)"),
            Self::Secret(_) => out.push_str("(sensitive)"),
            Self::List(elements) => {
                out.push('[');
                for (at, element) in elements.iter().enumerate() {
                    out.push_str(if at == 0 { "" } else { ", " });
                    element.write_json(out);
                }
                out.push(']');
            }
            Self::Map(members) => {
                out.push('{');
                for (at, (key, member)) in members.iter().enumerate() {
                    out.push_str(if at == 0 { "" } else { ", " });
                    _ = write!(out, "{}: ", Json::from(key.as_str()));
                    member.write_json(out);
                }
                out.push('}');
            }
        }
    }
}

/// One step into a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    Key(String),
    Index(usize),
}

/// The way from a resource to a value in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Path(pub(crate) Vec<Step>);

impl Path {
    pub(crate) fn key(&self, key: &str) -> Self {
        self.step(Step::Key(key.to_owned()))
    }

    pub(crate) fn index(&self, index: usize) -> Self {
        self.step(Step::Index(index))
    }

    fn step(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }

    /// Whether one of the two leads on from the other.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(one, other)| one == other)
    }

    /// The attribute that it begins with.
    pub(crate) fn attribute(&self) -> &str {
        if let Some(Step::Key(key)) = self.0.first() { key } else { "" }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Key(key) if plain(key) => write!(f, "{}{key}", if at == 0 { "" } else { "." })?,
                Step::Key(key) => write!(f, "[{}]", Json::from(key.as_str()))?,
            }
        }
        Ok(())
    }
}

fn plain(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|char| char.is_ascii_alphanumeric() || "_-".contains(char))
}
