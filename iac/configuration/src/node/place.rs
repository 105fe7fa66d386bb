//! Where a value stands: the file, and the way to it.

use std::collections::HashMap;

use super::{Node, Spot};
use crate::block::Kind;
use crate::json::Json;
use crate::path::{Path, Step};

impl<'c> Node<'c> {
    /// The file it stands in.
    #[must_use]
    pub fn file(&self) -> &'c str {
        self.file_at(&self.steps())
    }

    /// The file it stands in, for somebody who knows the way to it.
    #[must_use]
    pub fn file_at(&self, steps: &[Step<'_>]) -> &'c str {
        let documents = self.all.documents();
        if documents.overridden.is_empty() {
            return self.block.file;
        }
        let mut within = steps.iter().skip(self.block.path.len());
        let argument = within.find_map(|step| if let Step::Name(name) = step { Some(*name) } else { None });
        argument.and_then(|argument| documents.set_by(&self.labels(), argument)).unwrap_or(self.block.file)
    }

    fn labels(&self) -> Vec<&'c str> {
        match self.block.kind {
            Kind::Resource(mode, ty) => vec![mode.key(), ty, self.block.name],
            Kind::Other("local") => vec!["locals"],
            Kind::Other(keyword) if self.block.name.is_empty() => vec![keyword],
            Kind::Other(keyword) => vec![keyword, self.block.name],
        }
    }

    /// The way to it from the top of its file.
    #[must_use]
    pub fn steps(&self) -> Vec<Step<'c>> {
        self.block.path.iter().copied().chain(self.steps_in_block()).collect()
    }

    /// The way to it from the top of its file, as people write it.
    #[must_use]
    pub fn path(&self) -> String {
        Path(&self.steps()).to_string()
    }

    /// The way to it within its block.
    #[must_use]
    pub fn path_in_block(&self) -> String {
        Path(&self.steps_in_block()).to_string()
    }

    /// What tells it from every other place: the address of what is there, and the name of what is not.
    #[must_use]
    pub fn identity(&self) -> (usize, &'c str) {
        match self.spot {
            Spot::Here(json) => (std::ptr::from_ref(json).addr(), ""),
            Spot::Missing(json, name) => (std::ptr::from_ref(json).addr(), name),
        }
    }

    fn steps_in_block(&self) -> Vec<Step<'c>> {
        let mut steps = Vec::new();
        let (json, name) = match self.spot {
            Spot::Here(json) => (json, None),
            Spot::Missing(json, name) => (json, Some(name)),
        };
        find(self.block.body, json, &mut steps);
        steps.extend(name.map(Step::Name));
        steps
    }
}

/// The ways to many nodes from the top of their files, as [`Node::steps`] says them: one walk over each block, however many
/// of the nodes stand in it.
#[must_use]
pub fn ways<'c>(nodes: &[Node<'c>]) -> Vec<Vec<Step<'c>>> {
    let mut ways: Vec<Vec<Step<'c>>> = nodes.iter().map(|node| node.block.path.clone()).collect();
    let mut blocks: HashMap<usize, HashMap<usize, Vec<usize>>> = HashMap::new();
    for (at, node) in nodes.iter().enumerate() {
        let wanted = blocks.entry(node.block.index).or_default();
        wanted.entry(node.identity().0).or_default().push(at);
    }
    for wanted in blocks.values() {
        let Some(first) = wanted.values().flatten().next() else { continue };
        walk(nodes[*first].block.body, &mut Vec::new(), &mut |json, steps| {
            for at in wanted.get(&std::ptr::from_ref(json).addr()).into_iter().flatten() {
                ways[*at].extend_from_slice(steps);
            }
        });
    }
    for (way, node) in ways.iter_mut().zip(nodes) {
        if let Spot::Missing(_, name) = node.spot {
            way.push(Step::Name(name));
        }
    }
    ways
}

/// Shows every value below one, with the way to it; also in JSON in text that somebody read.
fn walk<'c>(from: &'c Json<'c>, steps: &mut Vec<Step<'c>>, see: &mut impl FnMut(&Json<'_>, &[Step<'c>])) {
    see(from, steps);
    match from {
        Json::Array(elements) => {
            for (at, element) in elements.iter().enumerate() {
                steps.push(Step::Index(at));
                walk(element, steps, see);
                steps.pop();
            }
        }
        Json::Object(members) => {
            for (key, member) in members {
                steps.push(Step::Name(key));
                walk(member, steps, see);
                steps.pop();
            }
        }
        Json::String(text) => {
            if let Some(document) = text.document_if_read() {
                walk(document, steps, see);
            }
        }
        _ => {}
    }
}

/// Looks for a value, and keeps the way to it.
fn find<'c>(from: &'c Json<'c>, wanted: &Json<'_>, steps: &mut Vec<Step<'c>>) -> bool {
    if std::ptr::addr_eq(from, wanted) {
        return true;
    }
    match from {
        Json::Array(elements) => elements.iter().enumerate().any(|(at, element)| {
            steps.push(Step::Index(at));
            find(element, wanted, steps) || steps.pop().is_none()
        }),
        Json::Object(members) => members.iter().any(|(key, member)| {
            steps.push(Step::Name(key));
            find(member, wanted, steps) || steps.pop().is_none()
        }),
        Json::String(text) => text.document_if_read().is_some_and(|document| find(document, wanted, steps)),
        _ => false,
    }
}
