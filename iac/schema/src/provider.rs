//! The two versions of the provider, and what each accepts.

use std::fmt;

use configuration::Mode;

use crate::model::{Attribute, Block, NestedBlock, Nesting, Presence, Type};

include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// A version of the AWS provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Provider {
    /// The last 5.x that the project supports.
    V5,
    /// The last 6.x that the project was tested against.
    V6,
}

/// Every version that a document must conform to.
pub const PROVIDERS: [Provider; 2] = [Provider::V5, Provider::V6];

struct Slice {
    version: &'static str,
    resources: &'static [(&'static str, &'static Block)],
    data_sources: &'static [(&'static str, &'static Block)],
    provider: &'static Block,
}

impl Provider {
    /// The version, such as `5.100.0`.
    #[must_use]
    pub fn version(self) -> &'static str {
        self.slice().version
    }

    /// What a resource of that type takes, such as `aws_vpc`; nothing if the slice does not have the type.
    #[must_use]
    pub fn resource(self, ty: &str) -> Option<&'static Block> {
        self.of(Mode::Resource, ty)
    }

    /// What a data source of that type takes.
    #[must_use]
    pub fn data_source(self, ty: &str) -> Option<&'static Block> {
        self.of(Mode::Data, ty)
    }

    /// What the provider's own configuration takes (without `endpoints`).
    #[must_use]
    pub fn configuration(self) -> &'static Block {
        self.slice().provider
    }

    /// What a type takes, in either mode.
    #[must_use]
    pub fn of(self, mode: Mode, ty: &str) -> Option<&'static Block> {
        let types = self.types(mode);
        let found = types.binary_search_by(|(name, _)| (*name).cmp(ty));
        found.ok().map(|index| types[index].1)
    }

    /// Every type that the slice has in that mode, sorted by name.
    #[must_use]
    pub fn types(self, mode: Mode) -> &'static [(&'static str, &'static Block)] {
        match mode {
            Mode::Resource => self.slice().resources,
            Mode::Data => self.slice().data_sources,
        }
    }

    fn slice(self) -> &'static Slice {
        match self {
            Provider::V5 => &V5,
            Provider::V6 => &V6,
        }
    }
}

impl fmt::Display for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AWS provider {}", self.version())
    }
}
