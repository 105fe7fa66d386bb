//! The stack: an ordered ledger of everything that Terraform is to manage.
//!
//! A resource is written the moment it is added. What it refers to is in the stack already (there is no handle
//! otherwise), so one pass is enough, nothing is kept twice, and the cost is linear in what is written.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};

use serde::Serialize;
use serde_json::{Map, Value};

use crate::document::{BODY_DEPTH, Block, Document};
use crate::meta::Meta;
use crate::reference::{Handle, Node};
use crate::resource::{DataSource, Output, Resource};
use crate::text::Piece;
use crate::write::{Buffer, Scope, Writer};
use crate::{Error, Text, document};

/// Typed resources, data sources, outputs and settings, each in a file of its concern.
pub struct Stack {
    /// Tells this stack's references from another's.
    number: u32,
    files: Vec<&'static str>,
    entries: Vec<Entry>,
    buffer: Buffer,
    errors: Vec<Error>,
}

/// One file of a stack, such as `network`: where resources are added.
pub struct File<'s> {
    stack: &'s mut Stack,
    file: usize,
}

/// One thing in the stack, written already.
pub(crate) struct Entry {
    pub(crate) file: usize,
    pub(crate) block: Block,
    /// The provider's type; empty where the block has none.
    pub(crate) kind: &'static str,
    pub(crate) name: String,
    pub(crate) body: Range<usize>,
}

impl Entry {
    /// `aws_vpc.main`, `data.aws_route53_zone.main`, `output.cluster`.
    pub(crate) fn push_address(&self, out: &mut Vec<u8>) {
        if self.block != Block::Resource {
            out.extend_from_slice(self.block.keyword().as_bytes());
        }
        for part in [self.kind, &self.name] {
            if !part.is_empty() {
                if out.last().is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_') {
                    out.push(b'.');
                }
                out.extend_from_slice(part.as_bytes());
            }
        }
    }

    fn address(&self) -> String {
        let mut out = Vec::new();
        self.push_address(&mut out);
        String::from_utf8_lossy(&out).into_owned()
    }
}

impl Default for Stack {
    fn default() -> Self {
        Self::new()
    }
}

impl Stack {
    /// A stack with nothing in it.
    #[must_use]
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        Self {
            number: NEXT.fetch_add(1, Ordering::Relaxed),
            files: Vec::new(),
            entries: Vec::new(),
            buffer: Buffer::default(),
            errors: Vec::new(),
        }
    }

    /// The file `name` (`network` for `network.tf.json`), made when it is first asked for.
    pub fn file(&mut self, name: &'static str) -> File<'_> {
        let file = self.files.iter().position(|known| *known == name).unwrap_or_else(|| {
            self.files.push(name);
            self.files.len() - 1
        });
        File { stack: self, file }
    }

    /// The addresses of all resources and data sources, each with the name of the file that it is in.
    #[must_use]
    pub fn addresses(&self) -> BTreeMap<String, String> {
        let file = |entry: &Entry| format!("{}.tf.json", self.files[entry.file]);
        let addressed = self.entries.iter().filter(|entry| !entry.kind.is_empty());
        addressed.map(|entry| (entry.address(), file(entry))).collect()
    }

    /// The names of the files that hold the resources and data sources at `wanted`. What is not in the stack is left out.
    #[must_use]
    pub fn locate<'w>(&self, wanted: &BTreeSet<&'w str>) -> BTreeMap<&'w str, String> {
        let mut located = BTreeMap::new();
        let mut address = Vec::new();
        for entry in self.entries.iter().filter(|entry| !entry.kind.is_empty()) {
            address.clear();
            entry.push_address(&mut address);
            let found = std::str::from_utf8(&address).ok().and_then(|address| wanted.get(address));
            if let Some(found) = found {
                located.insert(*found, format!("{}.tf.json", self.files[entry.file]));
            }
        }
        located
    }

    /// The arguments of the resource or data source at `address`, as its document has them.
    #[must_use]
    pub fn arguments(&self, address: &str) -> Option<Value> {
        let entry = self.entries.iter().find(|entry| !entry.kind.is_empty() && entry.address() == address)?;
        serde_json::from_slice(&self.buffer.out[entry.body.clone()]).ok()
    }

    /// The text for people to read: a reference in it is `<aws_vpc.main.id>`, which is no expression of Terraform's.
    #[must_use]
    pub fn describe(&self, text: &Text) -> String {
        let scope = Scope { stack: self.number, entries: &self.entries };
        let mut out = Vec::new();
        for piece in text.pieces() {
            match piece {
                Piece::Literal(literal) => out.extend_from_slice(literal.as_bytes()),
                Piece::Reference(target) => {
                    out.push(b'<');
                    // What is not in the stack is refused when the text is added to it.
                    let _ = scope.push_expression(&mut out, target);
                    out.push(b'>');
                }
            }
        }
        String::from_utf8_lossy(&out).into_owned()
    }

    /// Merges `arguments` over those of the resource at `address`: objects key by key, everything else replaced.
    /// Text in them is Terraform's own and may hold `${…}`.
    ///
    /// # Errors
    /// [`Error::Unknown`] if nothing has this address.
    pub fn override_arguments(&mut self, address: &str, arguments: &Map<String, Value>) -> Result<(), Error> {
        let entry =
            self.entries.iter_mut().find(|entry| !entry.kind.is_empty() && entry.address() == address);
        let Some(entry) = entry else {
            return Err(Error::Unknown { address: address.to_owned() });
        };
        let mut body = serde_json::from_slice(&self.buffer.out[entry.body.clone()]).unwrap_or(Value::Null);
        document::merge(&mut body, arguments);
        let start = self.buffer.out.len();
        document::push_verbatim(&mut self.buffer.out, &body, BODY_DEPTH);
        entry.body = start..self.buffer.out.len();
        Ok(())
    }

    /// Every file, sorted by name, each opening with a `"//"` line that says `comment`.
    ///
    /// # Errors
    /// Every mistake in the stack.
    pub fn documents(&self, comment: &str) -> Result<Vec<Document>, Vec<Error>> {
        // By kind first: within one, things were added almost in the order of their names.
        let mut kinds: BTreeMap<(Block, &str), Vec<&Entry>> = BTreeMap::new();
        for entry in &self.entries {
            kinds.entry((entry.block, entry.kind)).or_default().push(entry);
        }
        let mut errors = self.errors.clone();
        let mut files: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
        for mut entries in kinds.into_values() {
            entries.sort_by_key(|entry| (&entry.name, entry.file));
            errors.extend(duplicates(&entries));
            for entry in entries {
                files.entry(self.files[entry.file]).or_default().push(entry);
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let document = |(name, entries): (&str, Vec<&Entry>)| Document {
            name: format!("{name}.tf.json"),
            text: document::compose(&entries, &self.buffer.out, comment),
        };
        Ok(files.into_iter().map(document).collect())
    }

    fn add(
        &mut self,
        file: usize,
        (block, kind, name): (Block, &'static str, String),
        body: &impl Serialize,
        meta: Option<&Meta>,
    ) -> Node {
        let start = self.buffer.out.len();
        let scope = Scope { stack: self.number, entries: &self.entries };
        let mut writer = Writer::new(std::mem::take(&mut self.buffer), block.body_depth(), scope, meta);
        let written = body.serialize(&mut writer);
        self.buffer = writer.buffer;
        let entry = Entry { file, block, kind, name, body: start..self.buffer.out.len() };
        let reason = match written {
            Err(refusal) => Some(refusal.0),
            Ok(_) if self.buffer.out.get(start) != Some(&b'{') => {
                Some("has no arguments but a value".to_owned())
            }
            Ok(_) => None,
        };
        self.errors.extend(reason.map(|reason| Error::Argument { address: entry.address(), reason }));
        if !is_identifier(&entry.name) && block != Block::Terraform {
            self.errors.push(Error::Name { address: entry.address() });
        }
        self.entries.push(entry);
        let index = u32::try_from(self.entries.len() - 1).unwrap_or(u32::MAX);
        Node { stack: self.number, index }
    }
}

impl File<'_> {
    /// Adds a resource under `name`, which is part of its address: changing it destroys and recreates.
    pub fn add<R: Resource>(&mut self, name: impl Into<String>, resource: R) -> Handle<R> {
        self.add_with(name, resource, &Meta::default())
    }

    /// Adds a resource with meta-arguments.
    #[expect(clippy::needless_pass_by_value, reason = "a resource is added once, and then it is the stack's")]
    pub fn add_with<R: Resource>(&mut self, name: impl Into<String>, resource: R, meta: &Meta) -> Handle<R> {
        let key = (Block::Resource, R::TYPE, name.into());
        Handle::new(self.stack.add(self.file, key, &resource, Some(meta)))
    }

    /// Adds a look-up of something outside the stack.
    pub fn look_up<D: DataSource>(&mut self, name: impl Into<String>, data: &D) -> Handle<D::Of> {
        Handle::new(self.stack.add(self.file, (Block::Data, D::TYPE, name.into()), data, None))
    }

    /// Adds an output.
    pub fn output<V: Serialize>(&mut self, name: impl Into<String>, output: &Output<V>) {
        self.stack.add(self.file, (Block::Output, "", name.into()), output, None);
    }

    /// Configures a provider.
    pub fn provider(&mut self, name: impl Into<String>, configuration: &impl Serialize) {
        self.stack.add(self.file, (Block::Provider, "", name.into()), configuration, None);
    }

    /// Adds settings of Terraform itself.
    pub fn terraform(&mut self, settings: &impl Serialize) {
        self.stack.add(self.file, (Block::Terraform, "", String::new()), settings, None);
    }
}

/// What stands twice among the sorted entries of one kind.
fn duplicates(entries: &[&Entry]) -> impl Iterator<Item = Error> {
    let twice = entries.windows(2).filter(|pair| {
        pair[0].name == pair[1].name
            // Terraform merges the `terraform` blocks of several files.
            && (pair[0].block != Block::Terraform || pair[0].file == pair[1].file)
    });
    twice.map(|pair| Error::Duplicate { address: pair[0].address() })
}

/// <https://developer.hashicorp.com/terraform/language/syntax/configuration#identifiers>
fn is_identifier(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.bytes().all(|other| other.is_ascii_alphanumeric() || matches!(other, b'_' | b'-'))
}
