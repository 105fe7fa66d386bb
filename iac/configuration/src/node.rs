//! A value in its place: what rules read.

mod evaluate;
mod place;
mod read;
mod refer;

pub use place::ways;

use crate::block::Block;
use crate::configuration::Configuration;
use crate::expression::Expression;
use crate::json::Json;
use crate::references::visit;

/// A value and where it stands: in which block, and where in it. What is not there has a place, too.
///
/// It is two references and may be copied. Its path is looked for when somebody asks.
#[derive(Clone, Copy, Debug)]
pub struct Node<'c> {
    all: &'c Configuration<'c>,
    block: &'c Block<'c>,
    spot: Spot<'c>,
}

#[derive(Clone, Copy, Debug)]
enum Spot<'c> {
    Here(&'c Json<'c>),
    /// In this value, under this name, there is nothing.
    Missing(&'c Json<'c>, &'c str),
}

impl<'c> Node<'c> {
    pub(crate) fn body(all: &'c Configuration<'c>, block: &'c Block<'c>) -> Self {
        // Everything in a configuration lives as long as its documents; seen from here, as long as this look at it.
        Self { all, block, spot: Spot::Here(block.body) }
    }

    /// The block that it stands in.
    #[must_use]
    pub fn block(&self) -> &'c Block<'c> {
        self.block
    }

    /// The whole that the block belongs to.
    #[must_use]
    pub fn configuration(&self) -> &'c Configuration<'c> {
        self.all
    }

    /// The body of the block that it stands in.
    #[must_use]
    pub fn root(&self) -> Self {
        Self::body(self.all, self.block)
    }

    /// The JSON, if it is there; null is not.
    #[must_use]
    pub fn json(&self) -> Option<&'c Json<'c>> {
        match self.spot {
            Spot::Here(json) if !json.is_null() => Some(json),
            _ => None,
        }
    }

    /// Whether it is there at all, known or not.
    #[must_use]
    pub fn is_present(&self) -> bool {
        self.json().is_some()
    }

    pub(crate) fn at(self, json: &'c Json<'c>) -> Self {
        Self { spot: Spot::Here(json), ..self }
    }

    /// The argument or member of that name. Of a block in a list of one, that of the block.
    #[must_use]
    pub fn get(self, name: &'c str) -> Self {
        let here = match self.spot {
            Spot::Here(json) => json,
            Spot::Missing(..) => return self,
        };
        let parts = here.parts();
        let found = parts.iter().filter_map(|part| part.get(name)).find(|value| !value.is_null());
        match found {
            Some(json) => self.at(json),
            None => Self { spot: Spot::Missing(parts.first().unwrap_or(here), name), ..self },
        }
    }

    /// What a path of names leads to: `node.at_path(["default_action", "redirect"])`.
    #[must_use]
    pub fn path_to<const N: usize>(self, names: [&'c str; N]) -> Self {
        names.into_iter().fold(self, Self::get)
    }

    /// The elements of a list; a value that is none is its only element. Absent has none.
    pub fn elements(self) -> impl Iterator<Item = Self> + use<'c> {
        let parts = self.json().map_or(&[][..], Json::parts);
        parts.iter().filter(|part| !part.is_null()).map(move |part| self.at(part))
    }

    /// The blocks of that name, whichever way they are spelled. See [`Node::makes_blocks`].
    pub fn blocks(self, name: &'c str) -> impl Iterator<Item = Self> + use<'c> {
        self.get(name).elements()
    }

    /// Whether there may be more blocks of that name than stand there: a `dynamic` block, or an expression.
    #[must_use]
    pub fn makes_blocks(self, name: &'c str) -> bool {
        let dynamic = self.get("dynamic").elements().any(|dynamic| dynamic.get(name).is_present());
        dynamic || matches!(self.get(name).json(), Some(Json::String(_)))
    }

    /// The members of an object, in its order; comments are none.
    pub fn members(self) -> impl Iterator<Item = (&'c str, Self)> + use<'c> {
        let members = self.json().and_then(Json::as_object).map_or(&[][..], Vec::as_slice);
        members
            .iter()
            .filter(|(key, _)| key != "//")
            .map(move |(key, member)| (key.as_ref(), self.at(member)))
    }

    /// Shows each reference in it, with the text that it stands in.
    pub fn references(self, mut see: impl FnMut(Self, &Expression<'c>)) {
        let Some(json) = self.json() else { return };
        if std::ptr::eq(json, self.block.body) {
            for one in self.all.references.of_block(self.block.index()) {
                see(self.at(one.at), &one.expression);
            }
        } else {
            visit(json, &mut |at, expression| see(self.at(at), &expression));
        }
    }
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self.spot, other.spot) {
            (Spot::Here(one), Spot::Here(other)) => std::ptr::eq(one, other),
            (Spot::Missing(one, name), Spot::Missing(other, other_name)) => {
                std::ptr::eq(one, other) && name == other_name
            }
            _ => false,
        }
    }
}
