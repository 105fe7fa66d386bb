//! Text with references in it, and JSON inside a string.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use crate::reference::{Ref, Target};
use crate::write::{JSON, TEXT};

/// Text that may hold references. Made from a string, from a reference, or from several parts by [`text!`](crate::text!).
#[derive(Clone)]
pub enum Text {
    /// Text without a reference.
    Literal(Cow<'static, str>),
    /// Parts, one after the other.
    Composed(Vec<Part>),
}

/// A part of a [`Text`].
#[derive(Clone)]
pub struct Part(Piece);

#[derive(Clone)]
pub(crate) enum Piece {
    Literal(Cow<'static, str>),
    Reference(Target),
}

/// Composes text from parts: `text!["service/", cluster.name(), "/", service]`.
///
/// A `$` right before a reference is refused when the text is added to a stack: Terraform has no spelling for it.
#[macro_export]
macro_rules! text {
    ($($part:expr),+ $(,)?) => {
        $crate::Text::Composed(vec![$($crate::Part::from($part)),+])
    };
}

/// A value written as JSON inside a string, such as a policy. References in it stay references.
pub struct Json<T>(pub T);

impl<R, A> Ref<R, A> {
    /// The value, no longer treated as a secret. Only for a value that the provider calls a secret and that is none.
    #[must_use]
    pub fn nonsensitive(self) -> Text {
        Text::Composed(vec![Part(Piece::Reference(Target { function: Some("nonsensitive"), ..self.target }))])
    }
}

impl Text {
    /// What it is made of, in order.
    pub(crate) fn pieces(&self) -> Vec<Piece> {
        match self {
            Self::Literal(literal) => vec![Piece::Literal(literal.clone())],
            Self::Composed(parts) => parts.iter().map(|part| part.0.clone()).collect(),
        }
    }
}

impl From<&'static str> for Text {
    fn from(literal: &'static str) -> Self {
        Self::Literal(Cow::Borrowed(literal))
    }
}

impl From<String> for Text {
    fn from(literal: String) -> Self {
        Self::Literal(Cow::Owned(literal))
    }
}

impl<R, A> From<Ref<R, A>> for Text {
    fn from(reference: Ref<R, A>) -> Self {
        Self::Composed(vec![reference.into()])
    }
}

impl<R, A> From<Ref<R, A>> for Part {
    fn from(reference: Ref<R, A>) -> Self {
        Self(Piece::Reference(reference.target))
    }
}

impl From<&'static str> for Part {
    fn from(literal: &'static str) -> Self {
        Self(Piece::Literal(Cow::Borrowed(literal)))
    }
}

impl From<String> for Part {
    fn from(literal: String) -> Self {
        Self(Piece::Literal(Cow::Owned(literal)))
    }
}

impl From<&String> for Part {
    fn from(literal: &String) -> Self {
        literal.clone().into()
    }
}

impl From<u16> for Part {
    fn from(number: u16) -> Self {
        number.to_string().into()
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Literal(literal) => serializer.serialize_str(literal),
            Self::Composed(parts) => serializer.serialize_newtype_struct(TEXT, parts),
        }
    }
}

impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Piece::Literal(literal) => serializer.serialize_str(literal),
            Piece::Reference(target) => target.serialize(serializer),
        }
    }
}

impl<T: Serialize> Serialize for Json<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(JSON, &self.0)
    }
}
