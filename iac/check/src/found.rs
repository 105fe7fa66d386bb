//! What a rule reads and reports through: so that what it could not read is counted, whoever wrote the rule.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt::{self, Write as _};

use configuration::{Block, Json, Node, Read, Step, Symbol, Target, locate, ways};

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
    /// What is wrong, with its node, or where that is if there is none.
    findings: Vec<(Finding, Result<Node<'c>, Vec<Step<'c>>>)>,
    /// The questions without an answer: a rule, and where it looked.
    unjudged: HashSet<(&'static str, usize, &'c str)>,
}

impl<'c> Collected<'c> {
    /// Adds what other rules found.
    pub(crate) fn add(&mut self, other: Self) {
        self.findings.extend(other.findings);
        self.unjudged.extend(other.unjudged);
    }

    /// How many questions have no answer.
    pub(crate) fn not_judged(&self) -> usize {
        self.unjudged.len()
    }

    /// The findings, each with its place in the files of these texts. All places are looked for at once: however many
    /// findings there are, each file and each block is walked over once.
    pub(crate) fn into_findings(self, texts: &HashMap<&str, &str>) -> Vec<Finding> {
        let nodes: Vec<Node<'c>> =
            self.findings.iter().filter_map(|(_, at)| at.as_ref().ok().copied()).collect();
        let mut found = ways(&nodes).into_iter();
        let mut places = Vec::with_capacity(self.findings.len());
        let mut findings = Vec::with_capacity(self.findings.len());
        for (finding, at) in self.findings {
            let (file, steps) = match at {
                Ok(node) => {
                    let steps = found.next().unwrap_or_default();
                    (node.file_at(&steps).to_owned(), steps)
                }
                Err(steps) => (finding.file, steps),
            };
            findings.push(Finding { file, path: configuration::Path(&steps).to_string(), ..finding });
            places.push(steps);
        }
        let mut files: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, finding) in findings.iter().enumerate() {
            files.entry(finding.file.clone()).or_default().push(at);
        }
        for (file, indexes) in files {
            let Some(text) = texts.get(file.as_str()) else { continue };
            let paths: Vec<&[Step<'_>]> = indexes.iter().map(|at| places[*at].as_slice()).collect();
            for (at, position) in indexes.iter().zip(locate(text, &paths)) {
                findings[*at].position = Some(position);
            }
        }
        findings
    }
}

impl<'c> Found<'_, 'c> {
    /// Reports what is wrong at a place. The value there is shown; see [`Found::secret`].
    pub(crate) fn report(&mut self, at: Node<'c>, message: impl Into<String>, fix: impl Into<String>) {
        let value = at.json().map(shorten);
        self.push(at, value, message.into(), fix.into());
    }

    /// As [`Found::report`], and does not show the value.
    pub(crate) fn secret(&mut self, at: Node<'c>, message: impl Into<String>, fix: impl Into<String>) {
        self.push(at, None, message.into(), fix.into());
    }

    fn push(&mut self, at: Node<'c>, value: Option<String>, message: String, fix: String) {
        let finding = self.finding(at.block().address(), String::new(), value, message, fix);
        self.all.findings.push((finding, Ok(at)));
    }

    /// Reports something of which there is no node.
    pub(crate) fn add(
        &mut self,
        address: String,
        file: &str,
        steps: Vec<Step<'c>>,
        value: Option<String>,
        message: String,
        fix: String,
    ) {
        let finding = self.finding(address, file.to_owned(), value, message, fix);
        self.all.findings.push((finding, Err(steps)));
    }

    fn finding(
        &self,
        address: String,
        file: String,
        value: Option<String>,
        message: String,
        fix: String,
    ) -> Finding {
        Finding { rule: self.rule, address, file, path: String::new(), position: None, value, message, fix }
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
fn shorten(json: &Json<'_>) -> String {
    /// Takes so many characters, and then no more.
    struct Short {
        text: String,
        left: usize,
    }
    impl fmt::Write for Short {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            let end = text.char_indices().nth(self.left).map_or(text.len(), |(end, _)| end);
            self.text.push_str(&text[..end]);
            if end < text.len() {
                self.text.push('…');
                return Err(fmt::Error);
            }
            self.left -= text.chars().count();
            Ok(())
        }
    }
    let mut short = Short { text: String::new(), left: 120 };
    // That it ends early is no error.
    let _ = write!(short, "{json}");
    short.text
}
