//! What a rule reads and reports through: so that what it could not read is counted, whoever wrote the rule.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use configuration::{Block, Node, Read, Step, Symbol, Target, locate};

use crate::finding::Finding;
use crate::rule::Rule;

/// Collects what one rule finds, and what it could not judge.
pub(crate) struct Found<'f, 'c> {
    pub(crate) rule: &'static Rule,
    pub(crate) all: &'f mut Collected<'c>,
}

/// What all rules found.
#[derive(Default)]
pub(crate) struct Collected<'c> {
    pub(crate) findings: Vec<Finding>,
    /// The questions without an answer: a rule, and where it looked.
    unjudged: HashSet<(&'static str, *const (), &'c str)>,
    /// The files' texts, for the lines of findings.
    texts: HashMap<&'c str, &'c str>,
}

impl<'c> Collected<'c> {
    /// Nothing yet, of files with these texts.
    pub(crate) fn of(texts: HashMap<&'c str, &'c str>) -> Self {
        Self { texts, ..Self::default() }
    }

    /// How many questions have no answer.
    pub(crate) fn not_judged(&self) -> usize {
        self.unjudged.len()
    }
}

impl<'c> Found<'_, 'c> {
    /// Reports what is wrong at a place. The value there is shown; see [`Found::secret`].
    pub(crate) fn report(&mut self, at: Node<'c>, message: impl Into<String>, fix: impl Into<String>) {
        let value = at.json().map(|json| shorten(&json.to_string()));
        self.push(at, value, message.into(), fix.into());
    }

    /// As [`Found::report`], and does not show the value.
    pub(crate) fn secret(&mut self, at: Node<'c>, message: impl Into<String>, fix: impl Into<String>) {
        self.push(at, None, message.into(), fix.into());
    }

    fn push(&mut self, at: Node<'c>, value: Option<String>, message: String, fix: String) {
        self.add(at.block().address(), at.file(), &at.steps(), value, message, fix);
    }

    /// Reports something of which there is no node.
    pub(crate) fn add(
        &mut self,
        address: String,
        file: &'c str,
        steps: &[Step<'_>],
        value: Option<String>,
        message: String,
        fix: String,
    ) {
        let position = self.all.texts.get(file).map(|text| locate(text, steps));
        self.all.findings.push(Finding {
            rule: self.rule,
            address,
            file: file.to_owned(),
            path: configuration::Path(steps).to_string(),
            position,
            value,
            message,
            fix,
        });
    }

    /// Counts a question that has no answer.
    pub(crate) fn unjudged(&mut self, at: Node<'c>) {
        let (json, name) = at.identity();
        self.all.unjudged.insert((self.rule.id, json, name));
    }

    /// The value, if it is known. Absent is no question; unknown is one without an answer.
    pub(crate) fn known<T>(&mut self, at: Node<'c>, read: Read<T>) -> Option<T> {
        if let Read::Unknown = read {
            self.unjudged(at);
        }
        read.known()
    }

    /// The value as text, if it is known.
    pub(crate) fn text(&mut self, at: Node<'c>) -> Option<Cow<'c, str>> {
        self.known(at, at.text())
    }

    /// The value as a whole number, if it is known.
    pub(crate) fn integer(&mut self, at: Node<'c>) -> Option<i64> {
        self.known(at, at.integer())
    }

    /// The value as true or false, if it is known; `default` where it is absent.
    pub(crate) fn boolean(&mut self, at: Node<'c>, default: bool) -> Option<bool> {
        self.known(at, at.boolean().or(default))
    }

    /// What the value refers to, if a file declares it.
    pub(crate) fn target(&mut self, at: Node<'c>) -> Option<Target<'c>> {
        self.known(at, at.target())
    }

    /// The resource of type `ty` that the value refers to or names, if a file declares it.
    pub(crate) fn resource(
        &mut self,
        at: Node<'c>,
        ty: &'static str,
        argument: &'static str,
    ) -> Option<&'c Block<'c>> {
        self.known(at, at.resource(ty, argument))
    }

    /// What JSON in text says, if it is known.
    pub(crate) fn document(&mut self, at: Node<'c>) -> Option<Node<'c>> {
        self.known(at, at.document())
    }

    /// The text with what the provider sets as symbols; none if a part of it is unknown.
    pub(crate) fn symbol(&mut self, at: Node<'c>) -> Option<Symbol<'c>> {
        let symbol = self.known(at, at.symbol())?;
        if symbol.is_unknown() {
            self.unjudged(at);
            return None;
        }
        Some(symbol)
    }
}

/// As much of a value as a person reads.
fn shorten(text: &str) -> String {
    const LONGEST: usize = 120;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
