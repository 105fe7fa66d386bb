//! Whether documents conform to a version of the provider: one walk over a document and the schema, side by side.

mod blocks;
mod document;
mod lifecycle;
mod values;

use configuration::{Json, Mode, Step};

use crate::model::{Attribute, Block};
use crate::problem::{Kind, Problem};
use crate::provider::Provider;

/// Says what the provider would not accept in documents, each with its name and the content of one `*.tf.json`.
/// As strict as Terraform, which converts `"80"` to a number and drops what it does not know of an object.
pub fn conform<'a>(
    provider: Provider,
    documents: impl IntoIterator<Item = (&'a str, &'a Json<'a>)>,
) -> Vec<Problem<'a>> {
    walk(provider, Strictness::Terraform, documents)
}

/// As [`conform`], and also says what Terraform would convert or drop. A program has no reason to write that.
pub fn conform_exactly<'a>(
    provider: Provider,
    documents: impl IntoIterator<Item = (&'a str, &'a Json<'a>)>,
) -> Vec<Problem<'a>> {
    walk(provider, Strictness::Exact, documents)
}

/// Says what the provider would not accept in the body of one resource or data source. Paths begin within the body.
#[must_use]
pub fn conform_resource<'a>(
    provider: Provider,
    mode: Mode,
    ty: &'a str,
    body: &'a Json<'a>,
) -> Vec<Problem<'a>> {
    let mut walk = Walk::new(provider, Strictness::Terraform, "");
    match provider.of(mode, ty) {
        Some(block) => walk.resource(mode, ty, block, body),
        None => walk.unknown_type(Some(mode), ty),
    }
    walk.problems
}

fn walk<'a>(
    provider: Provider,
    strictness: Strictness,
    documents: impl IntoIterator<Item = (&'a str, &'a Json<'a>)>,
) -> Vec<Problem<'a>> {
    let mut walk = Walk::new(provider, strictness, "");
    for (file, document) in documents {
        walk.file = file;
        walk.document(document);
    }
    walk.problems
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Strictness {
    Terraform,
    Exact,
}

/// Where the walk is, and what it has found.
struct Walk<'a> {
    provider: Provider,
    strictness: Strictness,
    file: &'a str,
    path: Vec<Step<'a>>,
    problems: Vec<Problem<'a>>,
}

impl<'a> Walk<'a> {
    fn new(provider: Provider, strictness: Strictness, file: &'a str) -> Self {
        Walk { provider, strictness, file, path: Vec::new(), problems: Vec::new() }
    }

    /// Does something one step further into the document.
    fn at(&mut self, step: Step<'a>, check: impl FnOnce(&mut Self)) {
        self.path.push(step);
        check(self);
        self.path.pop();
    }

    /// The last name on the path, which says what a list or an object in it is of.
    fn name_here(&self) -> &'a str {
        let names = self.path.iter().rev().filter_map(|step| match step {
            Step::Name(name) => Some(*name),
            Step::Index(_) => None,
        });
        names.into_iter().next().unwrap_or("object")
    }

    fn problem(&mut self, kind: Kind) {
        let (file, steps) = (self.file, self.path.clone());
        self.problems.push(Problem { provider: self.provider, file, steps, kind });
    }

    fn wrong(&mut self, expected: &str, found: String) {
        self.problem(Kind::WrongType { expected: expected.to_string(), found });
    }

    fn unknown_type(&mut self, mode: Option<Mode>, name: &str) {
        let nearest = match mode {
            Some(mode) => nearest(name, self.provider.types(mode).iter().map(|(name, _)| *name)),
            None => None,
        };
        self.problem(Kind::UnknownType { name: name.into(), mode, nearest });
    }

    fn unknown_argument(&mut self, name: &str, owner: &str, known: impl Iterator<Item = &'static str>) {
        const FEW: usize = 12;
        let mut known: Vec<_> = known.collect();
        let nearest = nearest(name, known.iter().copied());
        if nearest.is_some() || known.len() > FEW {
            known.clear();
        }
        self.problem(Kind::UnknownArgument { name: name.into(), owner: owner.into(), nearest, known });
    }

    /// A resource or data source that stands where the walk is.
    fn resource(&mut self, mode: Mode, ty: &'a str, block: &'static Block, body: &'a Json<'a>) {
        let meta = match mode {
            Mode::Resource => &crate::language::RESOURCE,
            Mode::Data => &crate::language::DATA,
        };
        self.body(ty, block, Some(meta), body);
        if mode == Mode::Resource {
            if block.attribute("id").is_some_and(Attribute::is_settable) {
                self.id(ty, body);
            }
            self.ignore_changes(ty, block, body);
        }
    }

    /// The schema says of every resource's `id` that it may be set; the provider refuses it.
    fn id(&mut self, ty: &'a str, body: &'a Json<'a>) {
        if body.parts().iter().filter_map(|part| part.get("id")).any(|id| !id.is_null()) {
            self.at(Step::Name("id"), |walk| {
                walk.problem(Kind::ComputedOnly { name: "id".into(), owner: ty.into() });
            });
        }
    }
}

/// The name that was probably meant.
fn nearest(name: &str, known: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    const LONGEST: usize = 80;
    if name.len() > LONGEST {
        return None;
    }
    let far = name.len().div_ceil(3).min(4);
    let distances = known.map(|known| (strsim::osa_distance(name, known), known));
    distances.filter(|(distance, _)| *distance <= far).min().map(|(_, known)| known)
}
