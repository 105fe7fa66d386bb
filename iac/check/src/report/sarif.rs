//! For code scanning: SARIF 2.1.0. <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use serde::Serialize;

use super::json::pretty;
use crate::finding::Finding;
use crate::outcome::Outcome;
use crate::rule::{Rule, Severity};

#[derive(Serialize)]
struct Log<'o> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'o>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'o> {
    tool: Tool<'o>,
    column_kind: &'static str,
    results: Vec<Result<'o>>,
}

#[derive(Serialize)]
struct Tool<'o> {
    driver: Driver<'o>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'o> {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Descriptor<'o>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor<'o> {
    id: &'o str,
    short_description: Message<'o>,
    full_description: Message<'o>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<&'o str>,
    default_configuration: Level,
}

#[derive(Serialize)]
struct Level {
    level: &'static str,
}

#[derive(Serialize)]
struct Message<'o> {
    text: std::borrow::Cow<'o, str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Result<'o> {
    rule_id: &'o str,
    rule_index: usize,
    level: &'static str,
    message: Message<'o>,
    locations: [Location<'o>; 1],
    #[serde(skip_serializing_if = "<[Suppression]>::is_empty")]
    suppressions: Vec<Suppression>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'o> {
    physical_location: PhysicalLocation<'o>,
    logical_locations: [LogicalLocation<'o>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation<'o> {
    artifact_location: ArtifactLocation<'o>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct ArtifactLocation<'o> {
    uri: &'o str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation<'o> {
    name: &'o str,
    fully_qualified_name: &'o str,
    kind: &'static str,
}

/// Says that a result was accepted, by a waiver in a file.
#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
}

/// The findings, and what is waived as suppressed, with the rules that they break.
#[must_use]
pub fn sarif(outcome: &Outcome) -> String {
    let rules: Vec<&Rule> = crate::rules().collect();
    let index =
        |finding: &Finding| rules.iter().position(|rule| rule.id == finding.rule.id).unwrap_or_default();
    let open = outcome.findings.iter().map(|finding| (finding, false));
    let waived = outcome.waived.iter().map(|finding| (finding, true));
    let results =
        open.chain(waived).map(|(finding, suppressed)| describe(finding, index(finding), suppressed));
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "iac check",
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules: rules.iter().copied().map(descriptor).collect(),
                },
            },
            column_kind: "utf16CodeUnits",
            results: results.collect(),
        }],
    };
    pretty(&log)
}

fn descriptor(rule: &Rule) -> Descriptor<'_> {
    Descriptor {
        id: rule.id,
        short_description: Message { text: rule.summary.into() },
        full_description: Message { text: format!("{}; otherwise: {}", rule.summary, rule.why).into() },
        help_uri: rule.source,
        default_configuration: Level { level: level(rule.severity) },
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn describe(finding: &Finding, rule_index: usize, suppressed: bool) -> Result<'_> {
    let region = finding.position.map(|at| Region { start_line: at.line, start_column: at.column });
    Result {
        rule_id: finding.rule.id,
        rule_index,
        level: level(finding.severity()),
        message: Message {
            text: format!("{}: {}; {}", finding.address, finding.message, finding.fix).into(),
        },
        locations: [Location {
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation { uri: &finding.file },
                region,
            },
            logical_locations: [LogicalLocation {
                name: &finding.address,
                fully_qualified_name: &finding.path,
                kind: "resource",
            }],
        }],
        suppressions: if suppressed { vec![Suppression { kind: "external" }] } else { Vec::new() },
    }
}
