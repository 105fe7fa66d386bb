//! What tests of rules have in common: the smallest document that breaks one, and the nearest that does not.

use std::collections::HashMap;

use configuration::{Configuration, Documents, Source};
use serde_json::Value;

use crate::context::Context;
use crate::found::{Collected, Found};
use crate::rule::Rule;
use crate::versions::Versions;

/// What one rule says of a document of resources (`{"aws_lb": {"main": {…}}}`), or of a whole document if it has a keyword:
/// each finding as `address: path in the resource: message`.
#[track_caller]
fn said(rule: &'static Rule, document: Value) -> (Vec<String>, usize) {
    let keywords = ["resource", "data", "provider", "terraform", "locals", "output", "variable", "module"];
    let is_whole =
        document.as_object().is_some_and(|top| top.keys().any(|key| keywords.contains(&key.as_str())));
    // What stands alone is a root: nobody else says the rest.
    let root = |resources: Value| serde_json::json!({"provider": {"aws": {}}, "resource": resources});
    let document = if is_whole { document } else { root(document) };
    let sources = [Source { name: "main.tf.json".to_owned(), text: document.to_string() }];
    let documents = Documents::parse(&sources).unwrap_or_else(|error| panic!("{error:?}"));
    let configuration = Configuration::of(&documents);
    let context = Context::new(&configuration, Versions::Every);
    let mut all = Collected::default();
    (rule.check)(&context, &mut Found { rule, all: &mut all });
    let unjudged = all.not_judged();
    let findings = all.into_findings(&HashMap::new());
    let said = findings.iter().map(|finding| {
        let within = format!("resource.{}", finding.address);
        let path = finding.path.strip_prefix(&within).unwrap_or(&finding.path).trim_start_matches('.');
        format!("{}: {path}: {}", finding.address, finding.message)
    });
    (said.collect(), unjudged)
}

/// Asserts what a rule says of a document that breaks it.
#[track_caller]
pub(crate) fn breaks(rule: &'static Rule, document: Value, expected: &[&str]) {
    assert_eq!(said(rule, document).0, expected, "{}", rule.id);
}

/// Asserts that a rule is content with a document, and judged all of it.
#[track_caller]
pub(crate) fn holds(rule: &'static Rule, document: Value) {
    assert_eq!(said(rule, document), (Vec::new(), 0), "{}", rule.id);
}

/// Asserts that a rule says nothing of a document, and counts what it could not judge.
#[track_caller]
pub(crate) fn unjudged(rule: &'static Rule, document: Value) {
    let (said, unjudged) = said(rule, document);
    assert_eq!(said, [""; 0], "{}", rule.id);
    assert!(unjudged > 0, "{}: nothing was counted as not judged", rule.id);
}
