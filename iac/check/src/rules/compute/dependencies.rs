//! What a resource waits for when Terraform makes it.

use std::collections::HashSet;

use configuration::{Block, Configuration, Mode, Node, Root};

/// What one resource waits for.
pub(crate) struct Dependencies<'c> {
    blocks: HashSet<*const Block<'c>>,
    /// Whether it waits for a module, of which nobody knows what is in it.
    pub(crate) open: bool,
}

impl<'c> Dependencies<'c> {
    /// What `node` waits for: what it refers to or names under `depends_on`, and what those wait for themselves.
    pub(crate) fn of(node: Node<'c>) -> Self {
        let mut all = Self { blocks: HashSet::new(), open: false };
        let direct = all.add(node);
        for block in direct {
            all.add(node.configuration().node(block));
        }
        all
    }

    pub(crate) fn contains(&self, block: &Block<'c>) -> bool {
        self.blocks.contains(&std::ptr::from_ref(block))
    }

    /// Adds what the body `node` waits for, and returns what is new.
    fn add(&mut self, node: Node<'c>) -> Vec<&'c Block<'c>> {
        let configuration = node.configuration();
        let mut new = Vec::new();
        let mut see = |root: Root<'_>| match root {
            Root::Resource(mode, ty, name) => {
                let block = configuration.resource(mode, ty, name);
                new.extend(block.filter(|block| self.blocks.insert(std::ptr::from_ref(*block))));
            }
            Root::Module(_) => self.open = true,
            _ => {}
        };
        node.references(|_, expression| expression.traversals().iter().for_each(|one| see(one.root)));
        for element in node.get("depends_on").elements() {
            if let Some(text) = element.text().known() {
                see(named(&text));
            }
        }
        new
    }
}

/// What an element of `depends_on` names.
fn named(text: &str) -> Root<'_> {
    let mut names = text.split(['.', '[']);
    match (names.next().unwrap_or_default(), names.next().unwrap_or_default()) {
        ("data", ty) => Root::Resource(Mode::Data, ty, names.next().unwrap_or_default()),
        ("module", name) => Root::Module(name),
        (ty, name) => Root::Resource(Mode::Resource, ty, name),
    }
}

/// Whether anything is hidden: in modules, or in files that were not read.
pub(super) fn is_open(configuration: &Configuration<'_>) -> bool {
    !configuration.documents().complete || configuration.others("module").next().is_some()
}
