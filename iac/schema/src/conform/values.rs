//! Values: whether one is of a type, or converts to it.

use serde_json::{Map, Value};

use super::{Strictness, Walk};
use crate::model::Type;
use crate::path::Step;
use crate::problem::{Kind, Plain};
use crate::template::{self, Text};

impl<'a> Walk<'a> {
    /// A value that is not null. A secret is not shown.
    pub(super) fn value(&mut self, ty: Type, value: &'a Value, secret: bool) {
        match (ty, value) {
            (Type::Dynamic, _) | (Type::Number, Value::Number(_)) | (Type::Bool, Value::Bool(_)) => {}
            (_, Value::String(text)) => self.text(ty, text, value, secret),
            (Type::String, Value::Number(_) | Value::Bool(_)) => self.converted(ty, value, secret),
            (Type::List(inner) | Type::Set(inner), Value::Array(elements)) => {
                for (index, element) in elements.iter().enumerate() {
                    self.at(Step::Index(index), |walk| walk.element(*inner, element, secret));
                }
            }
            (Type::Map(inner), Value::Object(members)) => {
                for (key, member) in members.iter().filter(|(_, member)| !member.is_null()) {
                    self.at(Step::Name(key), |walk| walk.value(*inner, member, secret));
                }
            }
            (Type::Object(fields), Value::Object(members)) => self.object(fields, members, secret),
            _ => self.wrong(&ty.to_string(), found(value, secret)),
        }
    }

    fn element(&mut self, ty: Type, element: &'a Value, secret: bool) {
        if !element.is_null() {
            self.value(ty, element, secret);
        } else if self.strictness == Strictness::Exact {
            self.problem(Kind::NullElement);
        }
    }

    fn text(&mut self, ty: Type, text: &str, value: &'a Value, secret: bool) {
        match (ty, template::read(text)) {
            (_, Text::Unclosed) => self.problem(Kind::UnclosedTemplate { found: found(value, secret) }),
            (_, Text::Expression) | (Type::String, _) => {}
            (Type::Number | Type::Bool, Text::Template) => self.converted(ty, value, secret),
            (Type::Number, Text::Literal) if is_number(text) => self.converted(ty, value, secret),
            (Type::Bool, Text::Literal) if matches!(text, "true" | "false" | "1" | "0") => {
                self.converted(ty, value, secret);
            }
            _ => self.wrong(&ty.to_string(), found(value, secret)),
        }
    }

    /// An object that is a value: it must say every field, if only as null.
    fn object(
        &mut self,
        fields: &'static [(&'static str, Type)],
        members: &'a Map<String, Value>,
        secret: bool,
    ) {
        let owner = self.name_here();
        // A computed key may be any of the fields.
        let computed = members.keys().any(|key| template::read(key) != Text::Literal);
        for (name, ty) in fields {
            self.at(Step::Name(name), |walk| match members.get(*name) {
                Some(Value::Null) => {}
                Some(member) => walk.value(*ty, member, secret),
                None if computed => {}
                None => walk.problem(Kind::MissingArgument {
                    name: (*name).into(),
                    owner: owner.into(),
                    expected: format!("{ty}, or to null"),
                }),
            });
        }
        if self.strictness == Strictness::Exact {
            for key in members.keys().filter(|key| !fields.iter().any(|(name, _)| name == key)) {
                self.at(Step::Name(key), |walk| {
                    walk.unknown_argument(key, owner, fields.iter().map(|(name, _)| *name));
                });
            }
        }
    }

    fn converted(&mut self, ty: Type, value: &Value, secret: bool) {
        if self.strictness == Strictness::Exact {
            self.problem(Kind::Converted { expected: ty.to_string(), found: found(value, secret) });
        }
    }
}

/// What Terraform reads as a number.
fn is_number(text: &str) -> bool {
    text.parse::<f64>().is_ok_and(|number| !number.is_nan())
}

/// A value in words, for a message.
pub(super) fn shown(value: &Value) -> String {
    found(value, false)
}

fn found(value: &Value, secret: bool) -> String {
    match value {
        Value::Null => "null".into(),
        Value::Array(_) => "a list".into(),
        Value::Object(_) => "an object".into(),
        Value::String(_) if secret => "text".into(),
        _ if secret => "another value".into(),
        Value::String(text) => format!("text `{}`", Plain(text)),
        Value::Number(number) => format!("the number `{number}`"),
        Value::Bool(boolean) => format!("`{boolean}`"),
    }
}
