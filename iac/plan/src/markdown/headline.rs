//! The first lines: a marker that no reader sees, the numbers, and what was planned with what.

use super::comment::Header;
use super::escape::{code, prose};
use super::fit::Medium;
use crate::count::Counts;
use crate::judge::drift::Drifts;
use crate::plan::Plan;

/// The line by which a pipeline finds its own comment again.
fn marker(header: &Header) -> String {
    format!("<!-- iac plan-summary: {} -->\n", header.environment)
}

/// There is no plan, or not all of it.
pub(super) fn failed(header: &Header, plan: Option<&Plan>) -> String {
    let facts = facts(header, plan);
    let part =
        if plan.is_some() { "\nWhat had been planned by then stands below; it is not all.\n" } else { "" };
    format!(
        "{}### 🔴 {}: the plan failed\n{}{part}",
        marker(header),
        prose(&header.environment),
        below(&facts)
    )
}

/// `dev: 3 to add, 1 to change, 2 to replace, 0 to destroy`; one green line if there is nothing to do.
pub(super) fn planned(header: &Header, plan: &Plan, drifts: &Drifts<'_>) -> String {
    let counts = Counts::of(plan);
    let facts = facts(header, Some(plan));
    let environment = prose(&header.environment);
    if is_quiet(plan, drifts) {
        let line = std::iter::once(format!("🟢 **{environment}: no changes**")).chain(facts);
        return format!("{}{}\n", marker(header), line.collect::<Vec<_>>().join(" · "));
    }
    let icon = if counts.stateful > 0 {
        "⛔"
    } else if counts.destroy + counts.replace > 0 || !plan.failed_checks.is_empty() {
        "⚠️"
    } else {
        "🔵"
    };
    let mut text = format!("{}### {icon} {environment}: {counts}\n{}", marker(header), below(&facts));
    if plan.incomplete {
        text.push_str("\nThis is not all: after the apply, another plan is needed.\n");
    }
    text
}

/// Whether there is nothing at all to do, and nothing to look at.
pub(super) fn is_quiet(plan: &Plan, drifts: &Drifts<'_>) -> bool {
    let unfinished = plan.errored || plan.incomplete || !plan.failed_checks.is_empty();
    Counts::of(plan).nothing() && drifts.matters.is_empty() && !unfinished
}

fn facts(header: &Header, plan: Option<&Plan>) -> Vec<String> {
    let mut facts = Vec::new();
    // A bare commit is a link on GitHub.
    facts.extend(header.commit.as_ref().map(|commit| format!("commit {commit}")));
    facts.extend(header.run.as_ref().map(|run| format!("[run]({run})")));
    let terraform = plan.and_then(|plan| plan.terraform.as_ref());
    facts.extend(terraform.map(|version| format!("Terraform {}", prose(version))));
    facts.extend(header.providers.iter().map(|provider| prose(provider)));
    facts
}

fn below(facts: &[String]) -> String {
    if facts.is_empty() { String::new() } else { format!("\n{}\n", facts.join(" · ")) }
}

/// Something is left out: how much, and where it stands.
pub(super) fn notice(header: &Header, medium: Medium, left_out: usize) -> String {
    let place = match (&header.run, medium) {
        (Some(run), Medium::Comment) => format!("the summary of the [run]({run}) has the whole"),
        _ => format!("{} on the saved plan prints the whole", code("terraform show")),
    };
    format!(
        "\n> ✂️ Shortened to what GitHub takes: {left_out} lines or resources are left out below; {place}.\n"
    )
}
