//! What checks found: conditions that the files state, and `iac check`.

use super::super::escape::{code, prose};
use super::super::fit::Section;
use crate::findings::{Finding, Findings};
use crate::plan::Plan;

pub(crate) fn failed_checks(plan: &Plan) -> Section {
    let item = |(address, message): &(String, String)| format!("- {}: {}\n", code(address), prose(message));
    super::section("Conditions that do not hold", plan.failed_checks.iter().map(item).collect())
}

/// A line if nothing was found: that somebody looked is worth knowing.
pub(crate) fn findings(findings: &Findings) -> Section {
    let (errors, all) = (findings.errors(), findings.all.len());
    let looked = format!("{} resources, {} rules", findings.checked.resources, findings.checked.rules);
    let waived = match findings.waived.len() {
        0 => String::new(),
        waived => format!(", {waived} waived"),
    };
    if all == 0 {
        return Section {
            title: format!("\n`iac check` found nothing ({looked}{waived}).\n"),
            ..Section::default()
        };
    }
    let mut sorted: Vec<&Finding> = findings.all.iter().collect();
    sorted.sort_by_key(|finding| finding.severity != "error");
    let mut section = super::section("Findings", sorted.into_iter().map(item).collect());
    let warnings = all - errors;
    section.title = format!("\n#### `iac check`: {errors} errors, {warnings} warnings ({looked}{waived})\n");
    section
}

fn item(finding: &Finding) -> String {
    let icon = if finding.severity == "error" { "🔴" } else { "🟡" };
    let Finding { rule, address, message, fix, .. } = finding;
    let fix = if fix.is_empty() { String::new() } else { format!("; {}", prose(fix)) };
    format!("- {icon} {}: {}{fix} ({})\n", code(address), prose(message), code(rule))
}
