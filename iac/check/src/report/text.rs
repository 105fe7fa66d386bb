//! For people: grouped by rule, everything that is needed to mend a finding beside it.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use crate::finding::Finding;
use crate::outcome::Outcome;
use crate::rule::{Rule, Severity};

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const GOOD: Style = AnsiColor::Green.on_default().bold();
const ADDRESS: Style = Style::new().bold();
const PLACE: Style = AnsiColor::Cyan.on_default();

/// The findings and a line that sums up, of the directory called `name`. With colours, for a writer that knows whether they can be seen.
#[must_use]
pub fn text(name: &str, outcome: &Outcome) -> String {
    let mut out = String::new();
    for group in outcome.findings.chunk_by(|a, b| a.rule.id == b.rule.id) {
        let Some(first) = group.first() else { continue };
        heading(&mut out, first.rule);
        for finding in group {
            one(&mut out, finding);
        }
        let _ = writeln!(out, "  why: {}", first.rule.why);
        if let Some(source) = first.rule.source {
            let _ = writeln!(out, "  source: {source}");
        }
        out.push('\n');
    }
    sum_up(&mut out, name, outcome);
    out
}

fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
    }
}

fn heading(out: &mut String, rule: &Rule) {
    let style = style(rule.severity);
    let _ = writeln!(out, "{style}{}[{}]{style:#}: {}", rule.severity, rule.id, rule.summary);
}

fn one(out: &mut String, finding: &Finding) {
    let _ = writeln!(out, "  {ADDRESS}{}{ADDRESS:#}: {}", finding.address, finding.message);
    let line = finding.position.map(|at| format!(":{}:{}", at.line, at.column)).unwrap_or_default();
    let _ = writeln!(out, "    {PLACE}-->{PLACE:#} {}{line} {}", finding.file, finding.path);
    if let Some(value) = &finding.value {
        let _ = writeln!(out, "    value: {value}");
    }
    let _ = writeln!(out, "    fix: {}", finding.fix);
}

fn sum_up(out: &mut String, name: &str, outcome: &Outcome) {
    let checked = outcome.checked;
    let (errors, warnings) = (outcome.errors(), outcome.warnings());
    let style = match (errors, warnings) {
        (0, 0) => GOOD,
        (0, _) => WARNING,
        _ => ERROR,
    };
    let _ = write!(
        out,
        "{name}: {style}{}, {}{style:#}; {} on {} in {}",
        count(errors, "error"),
        count(warnings, "warning"),
        count(checked.rules, "rule"),
        count(checked.resources, "resource"),
        count(checked.files, "file"),
    );
    if !outcome.waived.is_empty() {
        let _ = write!(out, ", {} waived", outcome.waived.len());
    }
    if checked.not_judged > 0 {
        let _ = write!(out, ", {} not judged", count(checked.not_judged, "value"));
    }
    out.push('\n');
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Every rule with its severity, what it asks and where it comes from.
#[must_use]
pub fn list<'r>(rules: impl IntoIterator<Item = &'r Rule>) -> String {
    let mut out = String::new();
    for rule in rules {
        let style = style(rule.severity);
        let _ = writeln!(out, "{ADDRESS}{}{ADDRESS:#} ({style}{}{style:#})", rule.id, rule.severity);
        let _ = writeln!(out, "  {}", rule.summary);
        let _ = writeln!(out, "  why: {}", rule.why);
        let _ = writeln!(out, "  source: {}", rule.source.unwrap_or("none; ours"));
    }
    out
}
