//! Where problems are collected.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use aws::limits::Refused;

use super::{Path, Sources, Tree};
use crate::policy;
use crate::problem::{Location, Problem, Problems, Severity};

/// The problems found so far, and what is needed to say where they are.
pub(crate) struct Report<'a> {
    pub(crate) tree: Tree<'a>,
    pub(crate) sources: &'a Sources<'a>,
    pub(crate) problems: Vec<Problem>,
}

impl Report<'_> {
    /// Something that stops the work.
    pub(crate) fn error(&mut self, path: &Path, refused: Refused) {
        self.push(Severity::Error, None, path, refused);
    }

    /// Something worth a look.
    pub(crate) fn warning(&mut self, path: &Path, refused: Refused) {
        self.push(Severity::Warning, None, path, refused);
    }

    /// Something that a policy rule forbids, unless it is waived.
    pub(crate) fn policy(&mut self, rule: &'static str, path: &Path, mut refused: Refused) {
        if policy::find(rule).is_some_and(|rule| rule.waivable) {
            let path = toml_string(&path.to_string());
            let waive = format!(
                "if it must be so, say why: `[[waivers]]` with `rule = \"{rule}\"`, `address = {path}` and `reason`"
            );
            refused.hint = Some(refused.hint.map_or(waive.clone(), |hint| format!("{hint}; {waive}")));
        }
        self.push(Severity::Error, Some(rule), path, refused);
    }

    /// Hides the value that the last problem points at: what is printed is logged.
    pub(crate) fn hide_value(&mut self) {
        let location = self.problems.last_mut().and_then(|problem| problem.location.as_mut());
        if let Some(excerpt) = location.and_then(|location| location.excerpt.as_mut()) {
            let hidden = excerpt.column - 1..excerpt.column - 1 + excerpt.width;
            let text = excerpt.text.chars().enumerate();
            excerpt.text = text.map(|(at, shown)| if hidden.contains(&at) { '*' } else { shown }).collect();
        }
    }

    /// Forgets what a policy rule found at an address; whether it found anything.
    pub(crate) fn set_aside(&mut self, rule: &str, address: &str) -> bool {
        let before = self.problems.len();
        self.problems.retain(|problem| problem.rule != Some(rule) || problem.path != address);
        self.problems.len() < before
    }

    /// The addresses at which a policy rule found something.
    pub(crate) fn found(&self, rule: &str) -> Vec<String> {
        let found = self.problems.iter().filter(|problem| problem.rule == Some(rule));
        found.map(|problem| format!("`{}`", problem.path)).collect()
    }

    /// Whether something stands in the environment's own file, not in the shared defaults.
    pub(crate) fn is_in_own_file(&self, path: &Path) -> bool {
        let place = self.tree.place(&self.tree.original(path));
        place.and_then(|place| self.sources.file(place.key.start)).is_none_or(|(start, _)| start == 0)
    }

    /// A value that must be there, unless it was and has been reported.
    pub(crate) fn missing(&mut self, path: &Path, hint: impl Into<String>) {
        if !self.tree.is_hole(path) {
            self.error(path, Refused::new("is missing").hint(hint));
        }
    }

    /// What was found: the environment's own file first, each mistake once.
    pub(crate) fn finish(self) -> Problems {
        let own = self.sources.first().map(|location| location.file);
        let mut problems = self.problems;
        problems.sort_by(|a, b| {
            let key = |problem: &Problem| {
                problem.location.as_ref().is_some_and(|at| Some(&at.file) != own.as_ref())
            };
            (key(a), a.position()).cmp(&(key(b), b.position()))
        });
        let mut once: Vec<Problem> = Vec::with_capacity(problems.len());
        let mut seen: HashMap<Problem, usize> = HashMap::new();
        for problem in problems {
            // What services have of `service_defaults` is wrong in each of them, and there.
            let mut anywhere = problem.clone();
            if let Some(below) = below_service(&problem.path) {
                below.clone_into(&mut anywhere.path);
            }
            match seen.entry(anywhere) {
                Entry::Occupied(first) => {
                    if let (Some(below), Some(first)) =
                        (below_service(&problem.path), once.get_mut(*first.get()))
                    {
                        first.path = format!("service_defaults.{below}");
                    }
                }
                Entry::Vacant(place) => {
                    place.insert(once.len());
                    once.push(problem);
                }
            }
        }
        Problems::new(once)
    }

    fn push(&mut self, severity: Severity, rule: Option<&'static str>, path: &Path, refused: Refused) {
        let location = self.locate(path);
        let mut problem = Problem::new(severity, self.tree.original(path).to_string(), refused, location);
        problem.rule = rule;
        self.problems.push(problem);
    }

    /// Where something is; where it is not, the closest thing around it that is.
    pub(crate) fn locate(&self, path: &Path) -> Option<Location> {
        let path = &self.tree.original(path);
        let mut around = path.clone();
        while !around.0.is_empty() {
            if let Some(place) = self.tree.place(&around) {
                let whole = around == *path && !place.is_table;
                return self.sources.locate(if whole { &place.value } else { &place.key });
            }
            around.0.pop();
        }
        self.sources.first()
    }
}

/// Text in quotes, of the kind that needs no escapes if there is one.
fn toml_string(text: &str) -> String {
    if text.contains('"') { format!("'{text}'") } else { format!("\"{text}\"") }
}

/// `memory` of `services.patient-service.memory`.
fn below_service(path: &str) -> Option<&str> {
    path.strip_prefix("services.")?.split_once('.').map(|(_, below)| below)
}
