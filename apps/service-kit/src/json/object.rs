//! An object whose members are asked for by name, and which reports those nobody knows.

use std::cell::RefCell;

use serde_json::{Map, Value};

use super::Node;
use crate::problem::FieldError;

/// An object in the request's body.
pub struct Object<'a> {
    members: &'a Map<String, Value>,
    pointer: String,
    errors: &'a RefCell<Vec<FieldError>>,
}

impl<'a> Object<'a> {
    pub(super) fn new(
        members: &'a Map<String, Value>,
        pointer: String,
        errors: &'a RefCell<Vec<FieldError>>,
        known: &'static [&'static str],
    ) -> Self {
        // An unknown name is the client's own text and could be anything: it is counted, not repeated, except
        // in the pointer, which the client needs to find it.
        for name in members.keys().filter(|name| !known.contains(&name.as_str())) {
            let at = format!("{pointer}/{}", escape(name));
            errors.borrow_mut().push(FieldError::pointer(
                at,
                format!("is not known here; allowed are {}", known.join(", ")),
            ));
        }
        Self { members, pointer, errors }
    }

    /// A member that may be left out: nothing when it is wrong, `Some(None)` when it is not there.
    pub fn optional<T>(
        &self,
        name: &'static str,
        read: impl FnOnce(&Node<'a>) -> Option<T>,
    ) -> Option<Option<T>> {
        match self.members.get(name) {
            None => Some(None),
            Some(value) => read(&self.node(name, value)).map(Some),
        }
    }

    /// A member that must be there.
    pub fn required<T>(&self, name: &'static str, read: impl FnOnce(&Node<'a>) -> Option<T>) -> Option<T> {
        let Some(value) = self.members.get(name) else {
            self.fail(name, "is required");
            return None;
        };
        read(&self.node(name, value))
    }

    fn node(&self, name: &'static str, value: &'a Value) -> Node<'a> {
        Node { value, pointer: format!("{}/{name}", self.pointer), errors: self.errors }
    }

    /// Reports a member that is wrong in view of the others.
    pub fn fail(&self, name: &str, detail: impl Into<String>) {
        self.errors.borrow_mut().push(FieldError::pointer(format!("{}/{name}", self.pointer), detail));
    }
}

/// RFC 6901: `~` and `/` inside a name. Long names are cut, as an answer is no place to store things.
fn escape(name: &str) -> String {
    name.chars().take(64).collect::<String>().replace('~', "~0").replace('/', "~1")
}
