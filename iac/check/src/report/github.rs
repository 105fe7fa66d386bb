//! For a pull request on GitHub: one annotation a finding.
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>

use std::fmt::Write as _;

use crate::finding::Finding;
use crate::outcome::Outcome;

/// The findings as workflow commands.
#[must_use]
pub fn github(outcome: &Outcome) -> String {
    let mut out = String::new();
    for finding in &outcome.findings {
        let _ = write!(out, "::{} file={}", finding.severity(), property(&finding.file));
        if let Some(at) = finding.position {
            let _ = write!(out, ",line={},col={}", at.line, at.column);
        }
        let _ = writeln!(out, ",title={}::{}", property(finding.rule.id), data(&body(finding)));
    }
    out
}

fn body(finding: &Finding) -> String {
    let Finding { address, path, message, fix, .. } = finding;
    let mut body = format!("{address}: {message}\n{path}\nfix: {fix}");
    if let Some(source) = finding.rule.source {
        let _ = write!(body, "\nsource: {source}");
    }
    body
}

/// Text that stands for itself in a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text that stands for itself in a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
