//! Blocks: what stands at the top of a document under a name.

use crate::json::Json;
use crate::path::Step;

/// Which of Terraform's two kinds of resource: one it manages, or one it only reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// Stands under `resource`.
    Resource,
    /// Stands under `data`.
    Data,
}

impl Mode {
    /// The key that such resources stand under in a document.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Resource => "resource",
            Self::Data => "data",
        }
    }
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind<'c> {
    /// A resource or data source of a type.
    Resource(Mode, &'c str),
    /// A provider's configuration, an output, a variable, a module: its keyword.
    Other(&'c str),
}

/// A block: one resource, one output, one provider's configuration.
#[derive(Clone, Debug)]
pub struct Block<'c> {
    /// What it is.
    pub kind: Kind<'c>,
    /// Its name: `main` of `aws_vpc.main`, `aws` of a provider's configuration.
    pub name: &'c str,
    /// Its arguments.
    pub body: &'c Json<'c>,
    /// The file that it stands in.
    pub file: &'c str,
    /// Where its body stands in that file.
    pub path: Vec<Step<'c>>,
    /// Its place among all blocks.
    pub(crate) index: usize,
    single: bool,
}

impl<'c> Block<'c> {
    pub(crate) fn new(
        kind: Kind<'c>,
        name: &'c str,
        body: &'c Json<'c>,
        file: &'c str,
        path: Vec<Step<'c>>,
        index: usize,
    ) -> Self {
        let single = ["count", "for_each"].iter().all(|meta| argument(body, meta).is_none());
        Self { kind, name, body, file, path, index, single }
    }

    /// How people and Terraform call it: `aws_vpc.main`, `data.aws_region.now`, `output.zones`.
    #[must_use]
    pub fn address(&self) -> String {
        match self.kind {
            Kind::Resource(Mode::Resource, ty) => [ty, ".", self.name].concat(),
            Kind::Resource(Mode::Data, ty) => ["data.", ty, ".", self.name].concat(),
            Kind::Other(keyword) if self.name.is_empty() => keyword.to_owned(),
            Kind::Other(keyword) => [keyword, ".", self.name].concat(),
        }
    }

    /// Its place among all blocks, which tells it from every other.
    #[must_use]
    pub fn index(&self) -> usize {
        self.index
    }

    /// The type, if this is a resource that Terraform manages.
    #[must_use]
    pub fn resource_type(&self) -> Option<&'c str> {
        if let Kind::Resource(Mode::Resource, ty) = self.kind { Some(ty) } else { None }
    }

    /// Whether there is just one: no `count`, no `for_each`.
    #[must_use]
    pub fn is_single(&self) -> bool {
        self.single
    }
}

impl PartialEq for Block<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index && std::ptr::eq(self.body, other.body)
    }
}

impl Eq for Block<'_> {}

/// The argument of that name in a body, which is an object or a list of objects that count together; null is none.
pub(crate) fn argument<'c, 'a>(body: &'c Json<'a>, name: &str) -> Option<&'c Json<'a>> {
    body.parts().iter().filter_map(|part| part.get(name)).find(|value| !value.is_null())
}
