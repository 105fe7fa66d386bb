//! Values: whether one is of a type, or converts to it.

use configuration::{Json, Members, Text};

use super::{Strictness, Walk};
use crate::model::Type;
use crate::problem::{Kind, Plain};
use configuration::Step;
use configuration::Template;

impl<'a> Walk<'a> {
    /// A value that is not null. A secret is not shown.
    pub(super) fn value(&mut self, ty: Type, value: &'a Json<'a>, secret: bool) {
        match (ty, value) {
            (Type::Dynamic, _) | (Type::Number, Json::Number(_)) | (Type::Bool, Json::Bool(_)) => {}
            (_, Json::String(text)) => self.text(ty, text, value, secret),
            (Type::String, Json::Number(_) | Json::Bool(_)) => self.converted(ty, value, secret),
            (Type::List(inner) | Type::Set(inner), Json::Array(elements)) => {
                for (index, element) in elements.iter().enumerate() {
                    self.at(Step::Index(index), |walk| walk.element(*inner, element, secret));
                }
            }
            (Type::Map(inner), Json::Object(members)) => {
                for (key, member) in members.iter().filter(|(_, member)| !member.is_null()) {
                    self.at(Step::Name(key), |walk| walk.value(*inner, member, secret));
                }
            }
            (Type::Object(fields), Json::Object(members)) => self.object(fields, members, secret),
            _ => self.wrong(&ty.to_string(), found(value, secret)),
        }
    }

    fn element(&mut self, ty: Type, element: &'a Json<'a>, secret: bool) {
        if !element.is_null() {
            self.value(ty, element, secret);
        } else if self.strictness == Strictness::Exact {
            self.problem(Kind::NullElement);
        }
    }

    fn text(&mut self, ty: Type, text: &Text<'_>, value: &'a Json<'a>, secret: bool) {
        match (ty, text.template()) {
            (_, Template::Unclosed) => self.problem(Kind::UnclosedTemplate { found: found(value, secret) }),
            (_, Template::Expression) | (Type::String, _) => {}
            (Type::Number | Type::Bool, Template::Mixed) => self.converted(ty, value, secret),
            (Type::Number, Template::Literal) if is_number(text.as_str()) => {
                self.converted(ty, value, secret);
            }
            (Type::Bool, Template::Literal) if matches!(text.as_str(), "true" | "false" | "1" | "0") => {
                self.converted(ty, value, secret);
            }
            _ => self.wrong(&ty.to_string(), found(value, secret)),
        }
    }

    /// An object that is a value: it must say every field, if only as null.
    fn object(&mut self, fields: &'static [(&'static str, Type)], members: &'a Members<'a>, secret: bool) {
        let owner = self.name_here();
        // A computed key may be any of the fields.
        let computed = members.iter().any(|(key, _)| Template::of(key) != Template::Literal);
        for (name, ty) in fields {
            self.at(Step::Name(name), |walk| {
                match members.iter().find(|(key, _)| key == name).map(|(_, member)| member) {
                    Some(Json::Null) => {}
                    Some(member) => walk.value(*ty, member, secret),
                    None if computed => {}
                    None => walk.problem(Kind::MissingArgument {
                        name: (*name).into(),
                        owner: owner.into(),
                        expected: format!("{ty}, or to null"),
                    }),
                }
            });
        }
        if self.strictness == Strictness::Exact {
            for (key, _) in members.iter().filter(|(key, _)| !fields.iter().any(|(name, _)| name == key)) {
                self.at(Step::Name(key), |walk| {
                    walk.unknown_argument(key, owner, fields.iter().map(|(name, _)| *name));
                });
            }
        }
    }

    fn converted(&mut self, ty: Type, value: &Json<'_>, secret: bool) {
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
pub(super) fn shown(value: &Json<'_>) -> String {
    found(value, false)
}

fn found(value: &Json<'_>, secret: bool) -> String {
    match value {
        Json::Null => "null".into(),
        Json::Array(_) => "a list".into(),
        Json::Object(_) => "an object".into(),
        Json::String(_) if secret => "text".into(),
        _ if secret => "another value".into(),
        Json::String(text) => format!("text `{}`", Plain(text.as_str())),
        Json::Number(number) => format!("the number `{number}`"),
        Json::Bool(boolean) => format!("`{boolean}`"),
    }
}
