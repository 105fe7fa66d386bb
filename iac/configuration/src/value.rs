//! What reading a value gives.

use std::borrow::Cow;

use crate::block::Block;

/// What is known of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Read<T> {
    /// It is not there, or null.
    Absent,
    /// It is this.
    Known(T),
    /// It is there, and only Terraform, the provider or somebody at a keyboard knows what it is; or it is of another type.
    Unknown,
}

impl<T> Read<T> {
    /// The value, if it is known.
    pub fn known(self) -> Option<T> {
        if let Self::Known(value) = self { Some(value) } else { None }
    }

    /// What stands for it where it is absent: the provider's default, say.
    #[must_use]
    pub fn or(self, default: T) -> Self {
        if let Self::Absent = self { Self::Known(default) } else { self }
    }

    /// The same with another value, if it is known.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Read<U> {
        match self {
            Self::Absent => Read::Absent,
            Self::Known(value) => Read::Known(change(value)),
            Self::Unknown => Read::Unknown,
        }
    }

    /// Whether it is known to be this.
    pub fn is(&self, value: &T) -> bool
    where
        T: PartialEq,
    {
        matches!(self, Self::Known(known) if known == value)
    }
}

/// What a reference leads to.
#[derive(Clone, Copy, Debug)]
pub struct Target<'c> {
    /// The resource or data source.
    pub block: &'c Block<'c>,
    /// The attribute of it; empty where the whole is meant.
    pub attribute: &'c str,
}

impl PartialEq for Target<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.block == other.block && self.attribute == other.attribute
    }
}

/// Text that may be known in part: `${aws_ecr_repository.x.arn}/*` is a symbol and something literal.
#[derive(Clone, Debug, PartialEq)]
pub struct Symbol<'c>(pub Vec<Piece<'c>>);

/// A piece of text.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece<'c> {
    /// It stands for itself.
    Literal(Cow<'c, str>),
    /// An attribute that the provider sets.
    Attribute(Target<'c>),
    /// Nobody knows.
    Unknown,
}

impl<'c> Symbol<'c> {
    /// The text, if it is known as a whole.
    #[must_use]
    pub fn literal(&self) -> Option<Cow<'c, str>> {
        match self.0.as_slice() {
            [] => Some(Cow::Borrowed("")),
            [Piece::Literal(text)] => Some(text.clone()),
            _ => None,
        }
    }

    /// Whether anything in it is unknown.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.0.contains(&Piece::Unknown)
    }

    /// Adds a piece; literal ones grow together.
    pub(crate) fn push(&mut self, piece: Piece<'c>) {
        match (self.0.last_mut(), piece) {
            (Some(Piece::Literal(before)), Piece::Literal(text)) => before.to_mut().push_str(&text),
            (_, piece) => self.0.push(piece),
        }
    }
}
