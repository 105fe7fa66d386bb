//! A document: what stands at its top, and what stands under a name.

use configuration::Json;

use super::Walk;
use super::values::shown;
use crate::language::{self, Labelled};
use crate::problem::Kind;
use configuration::Mode;
use configuration::{Step, is_name};

impl<'a> Walk<'a> {
    /// A whole document.
    pub(super) fn document(&mut self, document: &'a Json<'a>) {
        for part in document.parts() {
            let Json::Object(keys) = part else {
                self.wrong("an object", shown(part));
                continue;
            };
            for (key, value) in keys {
                match key.as_ref() {
                    "//" => {}
                    // An address of a resource begins with its type.
                    "resource" => self.resources(Mode::Resource, value),
                    "data" => self.at(Step::Name(key), |walk| walk.resources(Mode::Data, value)),
                    "provider" => self.at(Step::Name(key), |walk| walk.providers(value)),
                    _ => self.at(Step::Name(key), |walk| walk.terraform(key, value)),
                }
            }
        }
    }

    fn resources(&mut self, mode: Mode, types: &'a Json<'a>) {
        self.labels(types, |walk, ty, named| match walk.provider.of(mode, ty) {
            None => walk.unknown_type(Some(mode), ty),
            Some(block) => walk.labels(named, |walk, name, bodies| {
                walk.name(name);
                walk.bodies(bodies, |walk, body| walk.resource(mode, ty, block, body));
            }),
        });
    }

    fn providers(&mut self, providers: &'a Json<'a>) {
        self.labels(providers, |walk, name, bodies| {
            if name == "aws" {
                let block = walk.provider.configuration();
                walk.bodies(bodies, |walk, body| {
                    walk.body(name, block, Some(&language::PROVIDER), body);
                });
            } else {
                walk.unknown_type(None, name);
            }
        });
    }

    /// What Terraform takes, whatever the provider.
    fn terraform(&mut self, key: &'a str, value: &'a Json<'a>) {
        let Some((_, labelled, block)) = language::DOCUMENT.iter().find(|(name, ..)| *name == key) else {
            let known =
                language::DOCUMENT.iter().map(|(name, ..)| *name).chain(["data", "provider", "resource"]);
            self.path.pop();
            self.unknown_argument(key, "document", known);
            self.path.push(Step::Name(key));
            return;
        };
        let check = |walk: &mut Self, body: &'a Json<'a>| match block {
            Some(block) => walk.body(key, block, None, body),
            None if body.as_object().is_some() => {}
            None => walk.wrong("an object", shown(body)),
        };
        match labelled {
            Labelled::No => self.bodies(value, check),
            Labelled::Yes => self.labels(value, |walk, name, bodies| {
                walk.name(name);
                walk.bodies(bodies, check);
            }),
        }
    }

    /// An object with a key for each name, of which there must be one. Here `//` is no comment but a bad name.
    fn labels(&mut self, value: &'a Json<'a>, mut each: impl FnMut(&mut Self, &'a str, &'a Json<'a>)) {
        if self.path.is_empty() && !names_any(value) {
            // An address does not say `resource`, but here is none.
            return self.at(Step::Name("resource"), |walk| walk.labels(value, each));
        }
        let mut none = true;
        for part in value.parts() {
            match part {
                Json::Null => {}
                Json::Object(keys) => {
                    for (name, value) in keys {
                        none = false;
                        self.at(Step::Name(name), |walk| each(walk, name, value));
                    }
                }
                other => return self.wrong("an object", shown(other)),
            }
        }
        if none {
            self.problem(Kind::NoName);
        }
    }

    fn name(&mut self, name: &str) {
        if !is_name(name) {
            self.problem(Kind::BadName { name: name.into() });
        }
    }
}

/// Whether there is an object with a key, and nothing but objects.
fn names_any(value: &Json<'_>) -> bool {
    let mut names =
        value.parts().iter().filter(|part| !part.is_null()).map(|part| part.as_object().map(Vec::len));
    names.try_fold(0, |sum, part| part.map(|names| sum + names)).is_some_and(|names| names > 0)
}
