//! Where problems are collected.

use aws::limits::Refused;

use super::{Path, Sources, Tree};
use crate::problem::{Location, Problem, Severity};

/// The problems found so far, and what is needed to say where they are.
pub(crate) struct Report<'a> {
    pub(crate) tree: &'a Tree<'a>,
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

    /// Something that a policy rule forbids.
    pub(crate) fn policy(&mut self, rule: &'static str, path: &Path, refused: Refused) {
        self.push(Severity::Error, Some(rule), path, refused);
    }

    /// A value that must be there, unless it was and has been reported.
    pub(crate) fn missing(&mut self, path: &Path, hint: impl Into<String>) {
        if !self.tree.is_hole(path) {
            self.error(path, Refused::new("is missing").hint(hint));
        }
    }

    fn push(&mut self, severity: Severity, rule: Option<&'static str>, path: &Path, refused: Refused) {
        let mut problem = Problem::new(severity, path.to_string(), refused, self.locate(path));
        problem.rule = rule;
        self.problems.push(problem);
    }

    /// Where something is; where it is not, the closest thing around it that is.
    pub(crate) fn locate(&self, path: &Path) -> Option<Location> {
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
