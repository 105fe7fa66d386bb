//! Blocks by address, and what refers to what.

use std::sync::{Arc, Mutex, PoisonError};

use crate::block::{Block, Kind, Mode, argument};
use crate::documents::Documents;
use crate::expression::Expression;
use crate::hash::{Map, Set};
use crate::json::Json;
use crate::node::Node;
use crate::path::Step;
use crate::references::References;
use crate::value::{Read, Target};

/// What the documents of a directory declare.
#[derive(Debug)]
pub struct Configuration<'c> {
    documents: &'c Documents<'c>,
    blocks: Vec<Block<'c>>,
    /// By type, in the order of the files.
    types: Map<(Mode, &'c str), Vec<usize>>,
    resources: Map<(Mode, &'c str, &'c str), usize>,
    /// Those that are declared and made zero times.
    unmade: Set<(Mode, &'c str, &'c str)>,
    /// Blocks of other keywords, in the order of the files.
    keywords: Map<&'c str, Vec<usize>>,
    /// And by their names.
    others: Map<(&'c str, &'c str), usize>,
    /// The references in the blocks, and where each text that is nothing else leads.
    pub(crate) references: References<'c>,
    /// Who refers to whom, by type and argument; made when somebody asks.
    referring: Mutex<Map<(&'static str, &'static str), Arc<Referring>>>,
    /// Resources by the text of an argument, by type and argument; made when somebody asks.
    named: Mutex<Map<(&'static str, &'static str), Arc<Named>>>,
}

/// The blocks of one type that refer to a block, by its index.
type Referring = Map<usize, Vec<usize>>;

/// The blocks of one type by the text of one argument, and whether there are some of which it is not known.
#[derive(Debug, Default)]
struct Named {
    by_text: Map<String, usize>,
    open: bool,
}

impl<'c> Configuration<'c> {
    /// What `documents` declare.
    #[must_use]
    pub fn of(documents: &'c Documents<'c>) -> Self {
        let mut read = Self {
            documents,
            blocks: Vec::new(),
            types: Map::default(),
            resources: Map::default(),
            unmade: Set::default(),
            keywords: Map::default(),
            others: Map::default(),
            references: References::default(),
            referring: Mutex::default(),
            named: Mutex::default(),
        };
        for document in &documents.documents {
            read.document(document.name, &document.tree);
        }
        read.references = References::of(&read);
        read
    }

    /// The documents that it was read from.
    #[must_use]
    pub fn documents(&self) -> &'c Documents<'c> {
        self.documents
    }

    /// Every block, in the order of the files.
    #[must_use]
    pub fn blocks(&self) -> &[Block<'c>] {
        &self.blocks
    }

    /// The resources of a type, each as the node of its body.
    pub fn resources<'n>(&'n self, ty: &'n str) -> impl Iterator<Item = Node<'n>> + use<'n, 'c> {
        self.of_type(Mode::Resource, ty)
    }

    /// The resources or data sources of a type.
    pub fn of_type<'n>(&'n self, mode: Mode, ty: &'n str) -> impl Iterator<Item = Node<'n>> + use<'n, 'c> {
        let indexes = self.types.get(&(mode, ty)).map_or(&[][..], Vec::as_slice);
        indexes.iter().map(|index| self.node(&self.blocks[*index]))
    }

    /// The blocks under a keyword that is neither `resource` nor `data`: `provider`, `output`, `module`.
    pub fn others<'n>(&'n self, keyword: &'n str) -> impl Iterator<Item = Node<'n>> + use<'n, 'c> {
        let indexes = self.keywords.get(keyword).map_or(&[][..], Vec::as_slice);
        indexes.iter().map(|index| self.node(&self.blocks[*index]))
    }

    /// The first block of that name under such a keyword.
    #[must_use]
    pub fn other(&self, keyword: &str, name: &str) -> Option<Node<'_>> {
        self.others.get(&(keyword, name)).map(|index| self.node(&self.blocks[*index]))
    }

    /// A resource or data source by its type and name.
    #[must_use]
    pub fn resource(&self, mode: Mode, ty: &str, name: &str) -> Option<&Block<'c>> {
        self.resources.get(&(mode, ty, name)).map(|index| &self.blocks[*index])
    }

    /// Whether a resource or data source is declared, though it be made zero times.
    #[must_use]
    pub fn declares(&self, mode: Mode, ty: &str, name: &str) -> bool {
        self.resources.contains_key(&(mode, ty, name)) || self.unmade.contains(&(mode, ty, name))
    }

    /// A block by its place among all.
    pub(crate) fn at(&self, index: usize) -> &Block<'c> {
        &self.blocks[index]
    }

    /// The node of a block's body.
    #[must_use]
    pub fn node<'n>(&'n self, block: &'n Block<'c>) -> Node<'n> {
        Node::body(self, block)
    }

    /// Every reference in every block, with the text that it stands in.
    pub fn references<'n>(&'n self) -> impl Iterator<Item = (Node<'n>, &'n Expression<'c>)> {
        self.blocks.iter().flat_map(|block| {
            let node = self.node(block);
            self.references.of_block(block.index).iter().map(move |one| (node.at(one.at), &one.expression))
        })
    }

    /// Whether there is an expression in a block.
    #[must_use]
    pub fn refers(&self, block: &Block<'_>) -> bool {
        !self.references.of_block(block.index).is_empty()
    }

    /// The value of `local.name`.
    #[must_use]
    pub fn local(&self, name: &str) -> Option<Node<'_>> {
        self.other("local", name)
    }

    /// What `local.name` is, for as long as its document lives.
    pub(crate) fn local_value(&self, name: &str) -> Option<&'c Json<'c>> {
        let index = self.others.get(&("local", name))?;
        Some(self.blocks[*index].body).filter(|json| !json.is_null())
    }

    /// The resources of type `ty` whose `argument` refers to `block`. Found in constant time, after the first time.
    pub fn referring<'n>(
        &'n self,
        ty: &'static str,
        argument: &'static str,
        block: &Block<'c>,
    ) -> impl Iterator<Item = Node<'n>> {
        let index = {
            let mut known = self.referring.lock().unwrap_or_else(PoisonError::into_inner);
            known.entry((ty, argument)).or_insert_with(|| Arc::new(self.find_referring(ty, argument))).clone()
        };
        let found = index.get(&block.index).cloned().unwrap_or_default();
        found.into_iter().map(|index| self.node(&self.blocks[index]))
    }

    fn find_referring(&self, ty: &str, argument: &'static str) -> Referring {
        let mut referring = Referring::default();
        for node in self.resources(ty) {
            for element in node.get(argument).elements() {
                if let Read::Known(Target { block, .. }) = element.target() {
                    let entry = referring.entry(block.index).or_default();
                    if entry.last() != Some(&node.block().index) {
                        entry.push(node.block().index);
                    }
                }
            }
        }
        referring
    }

    /// The resource of type `ty` whose `argument` is `text`; unknown, if that of some is not known.
    #[must_use]
    pub fn named(&self, ty: &'static str, argument: &'static str, text: &str) -> Read<&Block<'c>> {
        let named = {
            let mut known = self.named.lock().unwrap_or_else(PoisonError::into_inner);
            known.entry((ty, argument)).or_insert_with(|| Arc::new(self.find_named(ty, argument))).clone()
        };
        match named.by_text.get(text) {
            Some(index) => Read::Known(&self.blocks[*index]),
            None if named.open || !self.documents.complete => Read::Unknown,
            None => Read::Absent,
        }
    }

    fn find_named(&self, ty: &str, argument: &'static str) -> Named {
        let mut named = Named::default();
        for node in self.resources(ty) {
            match node.get(argument).text() {
                Read::Known(text) => {
                    named.by_text.entry(text.into_owned()).or_insert(node.block().index);
                }
                Read::Unknown => named.open = true,
                Read::Absent => {}
            }
        }
        named
    }

    fn document(&mut self, file: &'c str, tree: &'c Json<'c>) {
        each(tree, &mut Vec::new(), &mut |path, keyword, value| match keyword {
            "//" => {}
            "resource" | "data" => {
                let mode = if keyword == "resource" { Mode::Resource } else { Mode::Data };
                each(value, path, &mut |path, ty, named| {
                    each(named, path, &mut |path, name, body| {
                        self.add(Kind::Resource(mode, ty), name, body, file, path);
                    });
                });
            }
            "locals" => each(value, path, &mut |path, name, body| {
                self.add(Kind::Other("local"), name, body, file, path);
            }),
            "provider" | "output" | "variable" | "module" | "check" | "ephemeral" => {
                each(value, path, &mut |path, name, body| {
                    self.add(Kind::Other(keyword), name, body, file, path);
                });
            }
            _ => self.add(Kind::Other(keyword), "", value, file, path),
        });
    }

    /// Adds a block, or each of the list of them.
    fn add(&mut self, kind: Kind<'c>, name: &'c str, body: &'c Json<'c>, file: &'c str, path: &[Step<'c>]) {
        let is_list = matches!(kind, Kind::Resource(..) | Kind::Other("provider" | "module" | "output"));
        match body {
            Json::Array(bodies) if is_list => {
                for (at, body) in bodies.iter().enumerate() {
                    let path = path.iter().copied().chain([Step::Index(at)]).collect();
                    self.push(kind, name, body, file, path);
                }
            }
            body => self.push(kind, name, body, file, path.to_vec()),
        }
    }

    fn push(
        &mut self,
        kind: Kind<'c>,
        name: &'c str,
        body: &'c Json<'c>,
        file: &'c str,
        path: Vec<Step<'c>>,
    ) {
        let index = self.blocks.len();
        let block = Block::new(kind, name, body, file, path, index);
        match kind {
            // It is not there, and may be referred to all the same.
            Kind::Resource(mode, ty) if is_none(&block) => {
                self.unmade.insert((mode, ty, name));
                return;
            }
            Kind::Resource(mode, ty) => {
                self.types.entry((mode, ty)).or_default().push(index);
                self.resources.entry((mode, ty, name)).or_insert(index);
            }
            Kind::Other(keyword) => {
                self.keywords.entry(keyword).or_default().push(index);
                self.others.entry((keyword, name)).or_insert(index);
            }
        }
        self.blocks.push(block);
    }
}

/// Whether a resource is made zero times.
fn is_none(block: &Block<'_>) -> bool {
    matches!(argument(block.body, "count"), Some(Json::Number(number)) if number.as_u64() == Some(0))
}

/// Each member of an object, or of each object of a list, with its path.
fn each<'c>(
    value: &'c Json<'c>,
    path: &mut Vec<Step<'c>>,
    see: &mut impl FnMut(&mut Vec<Step<'c>>, &'c str, &'c Json<'c>),
) {
    let mut members = |path: &mut Vec<Step<'c>>, value: &'c Json<'c>| {
        for (key, member) in value.as_object().into_iter().flatten() {
            path.push(Step::Name(key));
            see(path, key, member);
            path.pop();
        }
    };
    match value {
        Json::Array(parts) => {
            for (at, part) in parts.iter().enumerate() {
                path.push(Step::Index(at));
                members(path, part);
                path.pop();
            }
        }
        value => members(path, value),
    }
}
