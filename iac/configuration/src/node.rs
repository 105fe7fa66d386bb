//! A value in its place: what rules read.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::block::{Block, Kind, Mode};
use crate::configuration::{Configuration, references};
use crate::expression::{Expression, Root, Traversal};
use crate::json::Json;
use crate::path::{Path, Step};
use crate::template::{Part, Template};
use crate::value::{Piece, Read, Symbol, Target};

/// How often a reference is followed to another before it is taken for a circle.
const FARTHEST: usize = 16;

/// How many references one text is made of, with those that they lead to. Without this, text that refers twice to text that
/// refers twice, and so on, takes time without end.
const MOST: usize = 1_000;

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

    fn at(self, json: &'c Json<'c>) -> Self {
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

    /// What JSON in text says: a policy, container definitions. Unknown, if it is no JSON, or an expression makes it.
    #[must_use]
    pub fn document(self) -> Read<Self> {
        match self.json() {
            None => Read::Absent,
            Some(Json::String(text)) => match text.document() {
                Some(document) => Read::Known(self.at(document)),
                // What another argument of ours says is as good as said here.
                None => match self.follow(FARTHEST) {
                    Some(node) if !std::ptr::eq(node.block, self.block) => node.document(),
                    _ => Read::Unknown,
                },
            },
            Some(_) => Read::Unknown,
        }
    }

    /// The value as text. Numbers and booleans are text to Terraform, too.
    #[must_use]
    pub fn text(self) -> Read<Cow<'c, str>> {
        match self.json() {
            None => Read::Absent,
            Some(Json::Bool(boolean)) => Read::Known(Cow::Borrowed(if *boolean { "true" } else { "false" })),
            Some(Json::Number(number)) => Read::Known(Cow::Owned(number.to_string())),
            Some(Json::String(text)) if !text.as_str().contains("${") && !text.as_str().contains("%{") => {
                Read::Known(Cow::Borrowed(text.as_str()))
            }
            Some(Json::String(_)) => {
                self.symbol().known().and_then(|symbol| symbol.literal()).map_or(Read::Unknown, Read::Known)
            }
            Some(_) => Read::Unknown,
        }
    }

    /// The value as a whole number.
    #[must_use]
    pub fn integer(self) -> Read<i64> {
        if let Some(Json::Number(number)) = self.json() {
            // Terraform's numbers are neither whole nor not: 5.0 is 5.
            #[expect(clippy::cast_possible_truncation, reason = "compared with what it was made from")]
            let whole = |float: f64| (float.fract() == 0.0 && float.abs() < 9e15).then_some(float as i64);
            let number = number.as_i64().or_else(|| number.as_f64().and_then(whole));
            return number.map_or(Read::Unknown, Read::Known);
        }
        match self.text() {
            Read::Known(text) => text.trim().parse().map_or(Read::Unknown, Read::Known),
            Read::Absent => Read::Absent,
            Read::Unknown => Read::Unknown,
        }
    }

    /// The value as true or false.
    #[must_use]
    pub fn boolean(self) -> Read<bool> {
        match self.text() {
            Read::Known(text) => match text.as_ref() {
                "true" | "1" => Read::Known(true),
                "false" | "0" => Read::Known(false),
                _ => Read::Unknown,
            },
            Read::Absent => Read::Absent,
            Read::Unknown => Read::Unknown,
        }
    }

    /// The resource that the value refers to, and which attribute of it. Unknown, if it is an id that somebody wrote down, or
    /// if no file declares what it refers to.
    #[must_use]
    pub fn target(self) -> Read<Target<'c>> {
        let Some(json) = self.json() else { return Read::Absent };
        let Json::String(text) = json else { return Read::Unknown };
        let mut text = text.as_str();
        for _ in 0..FARTHEST {
            let Some(traversal) = alone(text) else { return Read::Unknown };
            match traversal.root {
                Root::Resource(mode, ty, name) => {
                    let Some(block) = self.all.resource(mode, ty, name) else { return Read::Unknown };
                    // An argument that is itself a reference leads on: a validation's certificate is the certificate.
                    let argument = self.all.node(block).get(traversal.attribute);
                    if traversal.plain
                        && !traversal.attribute.is_empty()
                        && let Some(Json::String(next)) = argument.json()
                        && alone(next.as_str()).is_some_and(|next| matches!(next.root, Root::Resource(..)))
                    {
                        text = next.as_str();
                        continue;
                    }
                    // Of an attribute's attribute nobody knows what it is.
                    if !traversal.plain && !traversal.attribute.is_empty() {
                        return Read::Unknown;
                    }
                    return Read::Known(Target { block, attribute: traversal.attribute });
                }
                Root::Local(name) if traversal.plain && traversal.attribute.is_empty() => {
                    match self.all.local(name).and_then(|local| local.json()) {
                        Some(Json::String(next)) => text = next.as_str(),
                        _ => return Read::Unknown,
                    }
                }
                _ => return Read::Unknown,
            }
        }
        Read::Unknown
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

    /// The text, with what the provider sets as symbols.
    #[must_use]
    pub fn symbol(self) -> Read<Symbol<'c>> {
        match self.json() {
            None => Read::Absent,
            Some(Json::Object(_) | Json::Array(_)) => Read::Unknown,
            Some(_) => {
                let mut symbol = Symbol(Vec::new());
                self.evaluate(FARTHEST, &mut { MOST }, &mut symbol);
                Read::Known(symbol)
            }
        }
    }

    fn evaluate(self, far: usize, left: &mut usize, symbol: &mut Symbol<'c>) {
        match self.json() {
            Some(Json::Bool(boolean)) => symbol.push(Piece::Literal(boolean.to_string().into())),
            Some(Json::Number(number)) => symbol.push(Piece::Literal(number.to_string().into())),
            Some(Json::String(text)) => {
                for part in Template::parts(text.as_str()) {
                    match part {
                        Part::Literal(text) => symbol.push(Piece::Literal(text)),
                        Part::Expression(expression) => self.expression(expression, far, left, symbol),
                        Part::Directive(_) => symbol.push(Piece::Unknown),
                    }
                }
            }
            _ => symbol.push(Piece::Unknown),
        }
    }

    fn expression(self, expression: &'c str, far: usize, left: &mut usize, symbol: &mut Symbol<'c>) {
        let (Some(far), Some(fewer)) = (far.checked_sub(1), left.checked_sub(1)) else {
            return symbol.push(Piece::Unknown);
        };
        *left = fewer;
        let trimmed = expression.trim();
        if let Some(text) = trimmed.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'))
            && !text.contains(['"', '\\', '$', '%'])
        {
            return symbol.push(Piece::Literal(text.into()));
        }
        if trimmed.parse::<i64>().is_ok() {
            return symbol.push(Piece::Literal(trimmed.into()));
        }
        let Expression::Reference(traversal) = Expression::of(expression) else {
            return symbol.push(Piece::Unknown);
        };
        match self.value_of(&traversal) {
            Some(value) if value.is_present() => value.evaluate(far, left, symbol),
            Some(_) | None => match traversal.root {
                Root::Resource(mode, ty, name) if !traversal.attribute.is_empty() => {
                    match self.all.resource(mode, ty, name) {
                        Some(block) if block.is_single() && traversal.plain => {
                            symbol.push(Piece::Attribute(Target { block, attribute: traversal.attribute }));
                        }
                        _ => symbol.push(Piece::Unknown),
                    }
                }
                _ => symbol.push(Piece::Unknown),
            },
        }
    }

    /// The value that a reference leads to, if a file says it.
    fn value_of(self, traversal: &Traversal<'c>) -> Option<Self> {
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
    fn follow(self, far: usize) -> Option<Self> {
        let mut node = self;
        for _ in 0..far {
            let Some(Json::String(text)) = node.json() else { return Some(node) };
            let Some(traversal) = alone(text.as_str()) else { return Some(node) };
            node = node.value_of(&traversal).filter(Self::is_present)?;
        }
        None
    }

    /// Shows each reference in it, with the text that it stands in.
    pub fn references(self, mut see: impl FnMut(Self, &Expression<'c>)) {
        if let Some(json) = self.json() {
            references(json, &mut |at, expression| see(self.at(at), expression));
        }
    }

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
    pub fn identity(&self) -> (*const (), &'c str) {
        match self.spot {
            Spot::Here(json) => (std::ptr::from_ref(json).cast(), ""),
            Spot::Missing(json, name) => (std::ptr::from_ref(json).cast(), name),
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

/// The reference that a text is, if it is nothing else.
fn alone(text: &str) -> Option<Traversal<'_>> {
    let mut parts = Template::parts(text);
    let Some(Part::Expression(expression)) = parts.next() else { return None };
    if parts.next().is_some() {
        return None;
    }
    match Expression::of(expression) {
        Expression::Reference(traversal) => Some(traversal),
        Expression::Other(_) => None,
    }
}

/// The ways to many nodes from the top of their files, as [`Node::steps`] says them: one walk over each block, however many
/// of the nodes stand in it.
#[must_use]
pub fn ways<'c>(nodes: &[Node<'c>]) -> Vec<Vec<Step<'c>>> {
    let mut ways: Vec<Vec<Step<'c>>> = nodes.iter().map(|node| node.block.path.clone()).collect();
    let mut blocks: HashMap<usize, HashMap<*const (), Vec<usize>>> = HashMap::new();
    for (at, node) in nodes.iter().enumerate() {
        let wanted = blocks.entry(node.block.index).or_default();
        wanted.entry(node.identity().0).or_default().push(at);
    }
    for wanted in blocks.values() {
        let Some(first) = wanted.values().flatten().next() else { continue };
        walk(nodes[*first].block.body, &mut Vec::new(), &mut |json, steps| {
            for at in wanted.get(&std::ptr::from_ref(json).cast()).into_iter().flatten() {
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
