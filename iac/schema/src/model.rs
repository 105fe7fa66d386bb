//! A provider's schema: blocks of attributes and of blocks.

use std::fmt;

/// What may stand in a resource, a data source, a provider's configuration, or a block within one.
#[derive(Debug)]
pub struct Block {
    /// Sorted by name.
    pub attributes: &'static [Attribute],
    /// Sorted by name.
    pub blocks: &'static [NestedBlock],
}

/// A named value.
#[derive(Debug)]
pub struct Attribute {
    /// The argument's name in a document.
    pub name: &'static str,
    /// What values it takes.
    pub ty: Type,
    /// Who sets it.
    pub presence: Presence,
    /// Whether the value is a secret, which no message may show.
    pub sensitive: bool,
    /// Whether the value is kept out of the state.
    pub write_only: bool,
    /// Whether the provider warns of its use.
    pub deprecated: bool,
}

/// Who sets an attribute: the document, the provider, or either.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// The document must.
    Required,
    /// The document may.
    Optional,
    /// The document may; otherwise the provider does.
    OptionalOrComputed,
    /// Only the provider does.
    Computed,
}

/// A block within a block.
#[derive(Debug)]
pub struct NestedBlock {
    /// The block's name in a document.
    pub name: &'static str,
    /// How several of them make one value.
    pub nesting: Nesting,
    /// The fewest there may be.
    pub min_items: u64,
    /// The most there may be, if there is a limit.
    pub max_items: Option<u64>,
    /// What stands in it.
    pub block: &'static Block,
}

/// How several blocks of one name make one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nesting {
    /// There is at most one.
    Single,
    /// In their order.
    List,
    /// In no order.
    Set,
    /// Each under a label.
    Map,
}

/// What values an attribute takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text.
    String,
    /// A number, whole or not.
    Number,
    /// True or false.
    Bool,
    /// A list.
    List(&'static Type),
    /// A list in which order and repetition mean nothing.
    Set(&'static Type),
    /// An object with any keys.
    Map(&'static Type),
    /// An object with just these keys, sorted.
    Object(&'static [(&'static str, Type)]),
    /// Anything, or something that the slice does not know.
    Dynamic,
}

impl Block {
    /// The attribute of that name.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&'static Attribute> {
        let found = self.attributes.binary_search_by(|attribute| attribute.name.cmp(name));
        found.ok().map(|index| &self.attributes[index])
    }

    /// The nested block of that name.
    #[must_use]
    pub fn block(&self, name: &str) -> Option<&'static NestedBlock> {
        let found = self.blocks.binary_search_by(|nested| nested.name.cmp(name));
        found.ok().map(|index| &self.blocks[index])
    }

    /// The names that a document may set.
    pub fn settable(&self) -> impl Iterator<Item = &'static str> + use<> {
        let attributes = self.attributes.iter().filter(|attribute| attribute.is_settable());
        attributes.map(|attribute| attribute.name).chain(self.blocks.iter().map(|nested| nested.name))
    }
}

impl Attribute {
    /// Whether a document must set it.
    #[must_use]
    pub fn is_required(&self) -> bool {
        self.presence == Presence::Required
    }

    /// Whether a document may set it.
    #[must_use]
    pub fn is_settable(&self) -> bool {
        self.presence != Presence::Computed
    }
}

impl NestedBlock {
    /// The most there may be, if there is a limit.
    pub(crate) fn most(&self) -> Option<u64> {
        if self.nesting == Nesting::Single { Some(1) } else { self.max_items }
    }
}

impl Type {
    /// The fields of a list or set of objects, which Terraform also lets a `dynamic` block make.
    pub(crate) fn fields_as_block(self) -> Option<&'static [(&'static str, Type)]> {
        match self {
            Type::List(Type::Object(fields)) | Type::Set(Type::Object(fields)) => Some(fields),
            _ => None,
        }
    }
}

/// In a sentence's words: `a list of text`.
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Type::String => f.write_str("text"),
            Type::Number => f.write_str("a number"),
            Type::Bool => f.write_str("true or false"),
            Type::List(inner) | Type::Set(inner) => match inner {
                Type::Number => f.write_str("a list of numbers"),
                Type::Bool => f.write_str("a list of booleans"),
                Type::Object(_) => f.write_str("a list of objects"),
                Type::List(_) | Type::Set(_) => f.write_str("a list of lists"),
                Type::Map(_) => f.write_str("a list of maps"),
                Type::String => f.write_str("a list of text"),
                Type::Dynamic => f.write_str("a list"),
            },
            Type::Map(inner) => write!(f, "an object whose values are {inner}"),
            Type::Object(_) => f.write_str("an object"),
            Type::Dynamic => f.write_str("a value"),
        }
    }
}
