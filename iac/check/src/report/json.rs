//! For programs: one object.

use serde::Serialize;

use crate::finding::Finding;
use crate::outcome::Outcome;
use crate::rule::Severity;

#[derive(Serialize)]
struct Report<'o> {
    findings: Vec<Entry<'o>>,
    waived: Vec<Entry<'o>>,
    checked: Checked,
}

#[derive(Serialize)]
struct Entry<'o> {
    rule: &'o str,
    severity: &'static str,
    address: &'o str,
    file: &'o str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    path: &'o str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'o str>,
    message: &'o str,
    why: &'o str,
    fix: &'o str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'o str>,
}

#[derive(Serialize)]
struct Checked {
    files: usize,
    resources: usize,
    recognised: usize,
    rules: usize,
    not_judged: usize,
}

/// The findings, what is waived, and what was looked at.
#[must_use]
pub fn json(outcome: &Outcome) -> String {
    let crate::Checked { files, resources, recognised, rules, not_judged } = outcome.checked;
    let report = Report {
        findings: outcome.findings.iter().map(entry).collect(),
        waived: outcome.waived.iter().map(entry).collect(),
        checked: Checked { files, resources, recognised, rules, not_judged },
    };
    pretty(&report)
}

fn entry(finding: &Finding) -> Entry<'_> {
    Entry {
        rule: finding.rule.id,
        severity: match finding.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        address: &finding.address,
        file: &finding.file,
        line: finding.position.map(|at| at.line),
        path: &finding.path,
        value: finding.value.as_deref(),
        message: &finding.message,
        why: finding.rule.why,
        fix: &finding.fix,
        source: finding.rule.source,
    }
}

/// As text. What is made of strings and numbers always can be.
pub(super) fn pretty(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_else(|error| error.to_string())
}
