//! Where references lead.

use super::Node;
use crate::block::{Block, Mode};
use crate::expression::{Root, Traversal};
use crate::json::Json;
use crate::references::alone;
use crate::value::{Read, Target};

impl<'c> Node<'c> {
    /// The resource that the value refers to, and which attribute of it. Unknown, if it is an id that somebody wrote down, or
    /// if no file declares what it refers to.
    #[must_use]
    pub fn target(self) -> Read<Target<'c>> {
        let Some(json) = self.json() else { return Read::Absent };
        let all = self.configuration();
        let lead = all.references.lead(all, json);
        lead.map_or(Read::Unknown, |(block, attribute)| {
            Read::Known(Target { block: all.at(block), attribute })
        })
    }

    /// The resource of type `ty` that the value refers to, or names by the text of `argument`.
    #[must_use]
    pub fn resource(self, ty: &'static str, argument: &'static str) -> Read<&'c Block<'c>> {
        match self.target() {
            Read::Known(target) if target.block.resource_type() == Some(ty) => Read::Known(target.block),
            Read::Known(_) => Read::Unknown,
            Read::Absent => Read::Absent,
            Read::Unknown => match self.text() {
                Read::Known(text) => self.all.named(ty, argument, &text),
                _ => Read::Unknown,
            },
        }
    }

    /// The value that a reference leads to, if a file says it.
    pub(super) fn value_of(self, traversal: &Traversal<'c>) -> Option<Self> {
        if !traversal.plain {
            return None;
        }
        match traversal.root {
            Root::Local(name) if traversal.attribute.is_empty() => self.all.local(name),
            Root::Resource(Mode::Resource, ty, name) if !traversal.attribute.is_empty() => {
                let block = self.all.resource(Mode::Resource, ty, name)?;
                block.is_single().then(|| self.all.node(block).get(traversal.attribute))
            }
            _ => None,
        }
    }

    /// The value that this one refers to, if it does nothing else.
    pub(super) fn follow(self, far: usize) -> Option<Self> {
        let mut node = self;
        for _ in 0..far {
            let Some(Json::String(text)) = node.json() else { return Some(node) };
            let Some(traversal) = alone(text) else { return Some(node) };
            node = node.value_of(&traversal).filter(Self::is_present)?;
        }
        None
    }
}
