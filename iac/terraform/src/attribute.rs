//! What a resource says of itself, and of what kind that is.

use std::marker::PhantomData;

/// The kind of an attribute that identifies a resource to its provider, the argument of `…_id`.
pub enum Id {}

/// The kind of an attribute that is an Amazon Resource Name.
pub enum Arn {}

/// An attribute of the resource `R`, of the kind `A`.
///
/// Declared once, beside the resource, as an associated constant:
/// `pub const ZONE_ID: Attribute<Self, ZoneId> = Attribute::new("zone_id");`.
pub struct Attribute<R, A> {
    pub(crate) path: Path,
    kind: PhantomData<fn() -> (R, A)>,
}

/// Where in a resource a value stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Path {
    /// `address.attribute`
    Direct(&'static str),
    /// `tolist(address.set)[0].attribute`: the only element of a set of objects.
    First { set: &'static str, attribute: &'static str },
}

impl<R, A> Attribute<R, A> {
    /// The attribute that the provider calls `name`.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { path: Path::Direct(name), kind: PhantomData }
    }

    /// The `attribute` of the first element of the set of objects that the provider calls `set`.
    #[must_use]
    pub const fn first_of(set: &'static str, attribute: &'static str) -> Self {
        Self { path: Path::First { set, attribute }, kind: PhantomData }
    }
}
