//! Blocks: their arguments, the blocks in them, and how many of those there are.

use std::cmp::Ordering;

use configuration::{Json, Members};

use super::Walk;
use super::values::shown;
use crate::language;
use crate::model::{Attribute, Block, NestedBlock, Nesting, Type};
use crate::problem::Kind;
use configuration::Step;

impl<'a> Walk<'a> {
    /// The object, or list of objects, that is one block: `block`'s arguments, and `meta`'s beside them.
    pub(super) fn body(
        &mut self,
        owner: &'a str,
        block: &'static Block,
        meta: Option<&'static Block>,
        body: &'a Json<'a>,
    ) {
        let parts = body.parts();
        for part in parts {
            match part {
                Json::Null => {}
                Json::Object(arguments) => self.arguments(owner, block, meta, (parts, arguments)),
                other => return self.wrong("an object", shown(other)),
            }
        }
        for attribute in block.attributes.iter().filter(|attribute| attribute.is_required()) {
            // An output that is null is one.
            let may_be_null =
                owner == "output" && parts.iter().any(|part| part.get(attribute.name).is_some());
            if given(parts, attribute.name).next().is_none() && !may_be_null {
                let (name, owner) = (attribute.name.into(), owner.into());
                let expected = attribute.ty.to_string();
                self.at(Step::Name(attribute.name), |walk| {
                    walk.problem(Kind::MissingArgument { name, owner, expected });
                });
            }
        }
        for nested in block.blocks.iter().filter(|nested| nested.min_items > 0) {
            self.fewest(parts, nested);
        }
    }

    /// The values of a block's name, each of them one block: an object, or a list of objects.
    pub(super) fn bodies(&mut self, value: &'a Json<'a>, mut each: impl FnMut(&mut Self, &'a Json<'a>)) {
        match value {
            Json::Null => {}
            Json::Object(_) => each(self, value),
            Json::Array(bodies) => {
                for (index, body) in bodies.iter().enumerate() {
                    self.at(Step::Index(index), |walk| each(walk, body));
                }
            }
            other => self.wrong("an object, or a list of objects", shown(other)),
        }
    }

    fn arguments(
        &mut self,
        owner: &'a str,
        block: &'static Block,
        meta: Option<&'static Block>,
        (parts, arguments): (&'a [Json<'a>], &'a Members<'a>),
    ) {
        let mut attributes = Cursor { block, next: 0 };
        for (name, value) in arguments {
            if name == "//" {
                continue;
            }
            let own = attributes.find(name).map(Named::Attribute).or_else(|| Named::block(block, name));
            self.at(Step::Name(name), |walk| {
                match own.or_else(|| meta.and_then(|meta| Named::of(meta, name))) {
                    Some(Named::Attribute(attribute)) => walk.argument(owner, attribute, value),
                    Some(Named::Block(nested)) => {
                        walk.most(parts, nested, value);
                        walk.nested(nested, value);
                    }
                    None if name == "dynamic" && (meta.is_some() || !block.blocks.is_empty()) => {
                        walk.dynamics(owner, block, value);
                    }
                    None => {
                        let known = block.settable().chain(meta.into_iter().flat_map(Block::settable));
                        walk.unknown_argument(name, owner, known);
                    }
                }
            });
        }
    }

    fn argument(&mut self, owner: &'a str, attribute: &'static Attribute, value: &'a Json<'a>) {
        if value.is_null() {
            // As good as absent.
        } else if attribute.is_settable() {
            self.value(attribute.ty, value, attribute.sensitive);
        } else {
            self.problem(Kind::ComputedOnly { name: attribute.name.into(), owner: owner.into() });
        }
    }

    fn nested(&mut self, nested: &'static NestedBlock, value: &'a Json<'a>) {
        if nested.nesting == Nesting::Map {
            let Json::Object(labelled) = value else {
                return self.wrong("an object", shown(value));
            };
            for (label, value) in labelled {
                self.at(Step::Name(label), |walk| {
                    walk.bodies(value, |walk, body| {
                        walk.body(nested.name, nested.block, None, body);
                    });
                });
            }
        } else {
            self.bodies(value, |walk, body| {
                walk.body(nested.name, nested.block, None, body);
            });
        }
    }

    /// Whether there are too many blocks of the name that `value` is given for. Says so where the first is.
    fn most(&mut self, parts: &'a [Json<'a>], nested: &'static NestedBlock, value: &'a Json<'a>) {
        let Some(max) = nested.most().filter(|_| matches!(value, Json::Array(_)) || parts.len() > 1) else {
            return;
        };
        if given(parts, nested.name).next().is_some_and(|first| !std::ptr::eq(first, value)) {
            return;
        }
        let found = count(parts, nested);
        if found > max {
            self.problem(Kind::TooManyBlocks { name: nested.name.into(), max, found });
        }
    }

    /// Whether there are too few blocks of a name. `dynamic` makes any number.
    fn fewest(&mut self, parts: &'a [Json<'a>], nested: &'static NestedBlock) {
        let (found, min) = (count(parts, nested), nested.min_items);
        if found < min && !made(parts, nested.name) {
            let kind = Kind::TooFewBlocks { name: nested.name.into(), min, found };
            self.at(Step::Name(nested.name), |walk| walk.problem(kind));
        }
    }

    /// `dynamic` blocks, by the name of the blocks they make.
    fn dynamics(&mut self, owner: &'a str, block: &'static Block, value: &'a Json<'a>) {
        for part in value.parts() {
            let Json::Object(named) = part else {
                return self.wrong("an object", shown(part));
            };
            for (name, dynamics) in named {
                self.at(Step::Name(name), |walk| {
                    let made = Named::of(block, name).as_ref().and_then(Made::by);
                    if made.is_none() {
                        let known = block.blocks.iter().map(|nested| nested.name);
                        walk.unknown_argument(name, owner, known);
                    }
                    walk.bodies(dynamics, |walk, dynamic| walk.dynamic(name, made, dynamic));
                });
            }
        }
    }

    fn dynamic(&mut self, name: &'a str, made: Option<Made>, dynamic: &'a Json<'a>) {
        self.body("dynamic", &language::DYNAMIC, None, dynamic);
        let Some(content) = given(dynamic.parts(), "content").next() else {
            return;
        };
        self.at(Step::Name("content"), |walk| match made {
            None => {}
            Some(Made::Block(block)) => walk.bodies(content, |walk, body| walk.body(name, block, None, body)),
            Some(Made::Object(fields)) => walk.bodies(content, |walk, body| walk.fields(name, fields, body)),
        });
    }

    /// A block that makes an object: what it lacks is null.
    fn fields(&mut self, owner: &'a str, fields: &'static [(&'static str, Type)], body: &'a Json<'a>) {
        for (name, value) in body.parts().iter().filter_map(Json::as_object).flatten() {
            self.at(Step::Name(name), |walk| {
                match fields.binary_search_by(|(field, _)| (*field).cmp(name)) {
                    Ok(_) if value.is_null() => {}
                    Ok(index) => walk.value(fields[index].1, value, false),
                    Err(_) if name == "//" => {}
                    Err(_) => walk.unknown_argument(name, owner, fields.iter().map(|(name, _)| *name)),
                }
            });
        }
    }
}

/// What a name in a block means.
enum Named {
    Attribute(&'static Attribute),
    Block(&'static NestedBlock),
}

impl Named {
    fn of(block: &'static Block, name: &str) -> Option<Self> {
        let attribute = block.attribute(name).map(Named::Attribute);
        attribute.or_else(|| Self::block(block, name))
    }

    fn block(block: &'static Block, name: &str) -> Option<Self> {
        block.block(name).map(Named::Block)
    }
}

/// Finds the attributes of a block by their names: quickly, if they are asked for in their order.
struct Cursor {
    block: &'static Block,
    /// Those before this one come before the last name that was asked for, or are it.
    next: usize,
}

impl Cursor {
    fn find(&mut self, name: &str) -> Option<&'static Attribute> {
        let attributes = self.block.attributes;
        if self.next.checked_sub(1).is_some_and(|last| attributes[last].name >= name) {
            return self.block.attribute(name);
        }
        while let Some(attribute) = attributes.get(self.next) {
            match attribute.name.cmp(name) {
                Ordering::Less => self.next += 1,
                Ordering::Equal => {
                    self.next += 1;
                    return Some(attribute);
                }
                Ordering::Greater => break,
            }
        }
        None
    }
}

/// What a `dynamic` block makes.
#[derive(Clone, Copy)]
enum Made {
    Block(&'static Block),
    Object(&'static [(&'static str, Type)]),
}

impl Made {
    fn by(named: &Named) -> Option<Self> {
        match named {
            Named::Attribute(attribute) => attribute.ty.fields_as_block().map(Made::Object),
            Named::Block(nested) => Some(Made::Block(nested.block)),
        }
    }
}

/// The values given for a name; null is none.
fn given<'a>(parts: &'a [Json<'a>], name: &str) -> impl Iterator<Item = &'a Json<'a>> {
    parts.iter().filter_map(move |part| part.get(name)).filter(|value| !value.is_null())
}

/// How many blocks of a name there are.
fn count(parts: &[Json<'_>], nested: &NestedBlock) -> u64 {
    let counts = given(parts, nested.name).map(|value| match value {
        Json::Array(blocks) => blocks.len() as u64,
        Json::Object(labelled) if nested.nesting == Nesting::Map => labelled.len() as u64,
        _ => 1,
    });
    counts.sum()
}

/// Whether a `dynamic` block may make blocks of that name.
fn made(parts: &[Json<'_>], name: &str) -> bool {
    given(parts, "dynamic").flat_map(Json::parts).any(|dynamics| dynamics.get(name).is_some())
}
