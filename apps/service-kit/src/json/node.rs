//! One value in a document, which knows where it stands and where to report what is wrong with it.

use std::{cell::RefCell, str::FromStr};

use serde_json::Value;
use uuid::Uuid;

use super::Object;
use crate::problem::FieldError;

/// What [`Node::text`] takes, for the `OpenAPI` documents: printable, and not blank.
pub const TEXT_PATTERN: &str = r"^[^\x00-\x1f\x7f]*[^\x00-\x20\x7f][^\x00-\x1f\x7f]*$";

/// A value in the request's body. Every reader returns `None` after it has reported what is wrong.
#[derive(Clone)]
pub struct Node<'a> {
    pub(super) value: &'a Value,
    pub(super) pointer: String,
    pub(super) errors: &'a RefCell<Vec<FieldError>>,
}

impl<'a> Node<'a> {
    /// The root of a document.
    #[must_use]
    pub fn root(value: &'a Value, errors: &'a RefCell<Vec<FieldError>>) -> Self {
        Self { value, pointer: String::new(), errors }
    }

    /// Reports that this value is wrong.
    pub fn fail<T>(&self, detail: impl Into<String>) -> Option<T> {
        self.errors.borrow_mut().push(FieldError::pointer(self.pointer.clone(), detail));
        None
    }

    /// This value as an object with no other members than these.
    #[must_use]
    pub fn object(&self, known: &'static [&'static str]) -> Option<Object<'a>> {
        match self.value {
            Value::Object(members) => Some(Object::new(members, self.pointer.clone(), self.errors, known)),
            _ => self.fail("must be an object"),
        }
    }

    /// This value as a list of so many items.
    #[must_use]
    pub fn list(&self, at_least: usize, at_most: usize) -> Option<Vec<Self>> {
        let Value::Array(items) = self.value else {
            return self.fail("must be a list");
        };
        if items.len() < at_least || items.len() > at_most {
            return self.fail(format!("has {} items; allowed are {at_least} to {at_most}", items.len()));
        }
        let item = |(index, value)| Self {
            value,
            pointer: format!("{}/{index}", self.pointer),
            errors: self.errors,
        };
        Some(items.iter().enumerate().map(item).collect())
    }

    /// This value as a list of so many items, each read the same way. All are read, whatever is wrong with some.
    pub fn items<T>(
        &self,
        at_least: usize,
        at_most: usize,
        read: impl FnMut(&Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        let read: Vec<_> = self.list(at_least, at_most)?.iter().map(read).collect();
        read.into_iter().collect()
    }

    /// This value as text: 1 to so many characters, none of them a control character, not only blanks.
    #[must_use]
    pub fn text(&self, at_most: usize) -> Option<String> {
        let Value::String(text) = self.value else {
            return self.fail("must be a string");
        };
        let count = text.chars().count();
        if count == 0 || count > at_most {
            return self.fail(format!("has {count} characters; allowed are 1 to {at_most}"));
        }
        if text.chars().any(is_control) {
            return self.fail("has a control character; only printable characters are allowed");
        }
        if text.chars().all(|character| character == ' ') {
            return self.fail("is blank; write at least one printable character, or leave the field out");
        }
        Some(text.clone())
    }

    /// This value as one of a few codes.
    #[must_use]
    pub fn code<T: Copy>(&self, allowed: &[(&'static str, T)]) -> Option<T> {
        let found = self.value.as_str().and_then(|text| allowed.iter().find(|(code, _)| *code == text));
        if let Some((_, value)) = found {
            return Some(*value);
        }
        let codes: Vec<_> = allowed.iter().map(|(code, _)| format!("`{code}`")).collect();
        self.fail(format!("must be one of {}", codes.join(", ")))
    }

    /// This value as whatever its text stands for; the type's own error says what is allowed.
    #[must_use]
    pub fn parse<T: FromStr<Err: std::fmt::Display>>(&self) -> Option<T> {
        let Value::String(text) = self.value else {
            return self.fail("must be a string");
        };
        match text.parse() {
            Ok(value) => Some(value),
            Err(detail) => self.fail(detail.to_string()),
        }
    }

    /// This value as a UUID in its 36-character form: others would give one thing several names.
    #[must_use]
    pub fn id(&self) -> Option<Uuid> {
        let text = self.value.as_str().filter(|text| text.len() == 36);
        match text.and_then(|text| text.parse().ok()) {
            Some(id) => Some(id),
            None => self.fail("must be a UUID in its 36-character form"),
        }
    }

    /// This value as `true` or `false`.
    #[must_use]
    pub fn flag(&self) -> Option<bool> {
        match self.value {
            Value::Bool(value) => Some(*value),
            _ => self.fail("must be `true` or `false`"),
        }
    }

    /// This value as a whole number in a range.
    #[must_use]
    pub fn integer(&self, at_least: i64, at_most: i64) -> Option<i64> {
        // JSON has one kind of number: 3.0 is as whole as 3.
        #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small just before")]
        let whole = |number: f64| (number.fract() == 0.0 && number.abs() < 1e15).then_some(number as i64);
        match self.value.as_i64().or_else(|| self.value.as_f64().and_then(whole)) {
            Some(number) if (at_least..=at_most).contains(&number) => Some(number),
            _ => self.fail(format!("must be a whole number from {at_least} to {at_most}")),
        }
    }
}

/// ASCII control characters, exactly as the pattern in the `OpenAPI` documents says.
fn is_control(character: char) -> bool {
    character.is_ascii_control()
}
