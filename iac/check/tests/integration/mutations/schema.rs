//! What the provider's schema says, broken for every resource: an argument that nobody knows, each required one gone, each
//! that only the provider sets set, a value of a wrong type for each.

use ::schema::{Attribute, Block, Nesting, PROVIDERS, Provider, Type};
use configuration::Mode;
use serde_json::{Value, json};

use super::Mutation;
use super::place::{self, Do};
use super::root::Root;

/// Those of every resource and data source of a root.
pub(crate) fn mutations(root: &Root) -> Vec<Mutation> {
    let mut all = Vec::new();
    for (address, body) in root.addresses() {
        let (mode, ty) = match address.split('.').collect::<Vec<_>>()[..] {
            ["data", ty, ..] => (Mode::Data, ty.to_owned()),
            [ty, ..] => (Mode::Resource, ty.to_owned()),
            [] => unreachable!(),
        };
        let mut maker = Made { root, address: &address, mode, all: &mut all };
        for provider in PROVIDERS {
            let block = provider.of(mode, &ty).unwrap_or_else(|| panic!("{ty} is in no slice"));
            maker.block(provider, block, body, &[]);
        }
        maker.identity(body);
    }
    all
}

struct Made<'m> {
    root: &'m Root,
    address: &'m str,
    mode: Mode,
    all: &'m mut Vec<Mutation>,
}

impl Made<'_> {
    /// Those of a block and of the blocks in it, as far as they are written down.
    fn block(&mut self, provider: Provider, block: &'static Block, body: &Value, way: &[String]) {
        let here = |name: &str| way.iter().cloned().chain([name.to_owned()]).collect::<Vec<_>>();
        if provider == PROVIDERS[0] {
            self.add("unknown", &here("no_argument_is_called_this"), Do::Set(json!(1)));
        }
        for attribute in block.attributes {
            let way = here(attribute.name);
            let is_there = body.get(attribute.name).is_some();
            if !attribute.is_settable() {
                self.add("computed", &way, Do::Set(json!("x")));
                continue;
            }
            if attribute.is_required() && is_there {
                self.add("required", &way, Do::Remove);
            }
            if let Some(value) = wrong(attribute) {
                self.add("type", &way, Do::Set(value));
            }
        }
        for nested in block.blocks {
            let way = here(nested.name);
            self.add("type", &way, Do::Set(json!("text")));
            if nested.min_items > 0 && body.get(nested.name).is_some() {
                self.add("required", &way, Do::Remove);
            }
            match body.get(nested.name) {
                Some(body @ Value::Object(_)) if nested.nesting != Nesting::Map => {
                    self.block(provider, nested.block, body, &way);
                }
                Some(Value::Array(bodies)) => {
                    for (at, body) in bodies.iter().enumerate() {
                        let way: Vec<String> = way.iter().cloned().chain([at.to_string()]).collect();
                        self.block(provider, nested.block, body, &way);
                    }
                }
                _ => {}
            }
        }
    }

    /// The schema says of many an `id` that it may be set; the provider refuses it.
    fn identity(&mut self, body: &Value) {
        if self.mode == Mode::Resource && body.get("id").is_none() {
            self.add("computed", &["id".to_owned()], Do::Set(json!("x")));
        }
    }

    /// Adds one, unless the other version of the provider has it, too.
    fn add(&mut self, kind: &str, way: &[String], what: Do) {
        let id = format!("{}/{}/{}/{kind}", self.root.name, self.address, way.join("/"));
        let at = format!("{}/{}", self.address, way.join("/"));
        if self.all.iter().rev().take_while(|other| other.of == self.address).any(|other| other.id == id) {
            return;
        }
        let mut labels = self.address.split('.');
        let mut steps: Vec<String> = match self.mode {
            Mode::Resource => vec!["resource".to_owned()],
            Mode::Data => vec![],
        };
        steps.extend(labels.by_ref().map(str::to_owned));
        steps.extend_from_slice(way);
        self.all.push(Mutation {
            id,
            path: super::path(&steps),
            of: self.address.to_owned(),
            apply: Box::new(move |trees| place::change(trees, &at, &what)),
        });
    }
}

/// A value that the attribute does not take.
fn wrong(attribute: &Attribute) -> Option<Value> {
    match attribute.ty {
        Type::String | Type::List(_) | Type::Set(_) => Some(json!({ "x": 1 })),
        Type::Number | Type::Bool | Type::Map(_) | Type::Object(_) => Some(json!("no such value")),
        Type::Dynamic => None,
    }
}
