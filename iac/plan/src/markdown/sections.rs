//! The sections of the comment, in their order. One that has nothing to say has no title.

mod added;
mod changed;
mod destroyed;
mod drift;
mod findings;
mod others;

pub(super) use added::added;
pub(super) use changed::{changed, outputs};
pub(super) use destroyed::destroyed;
pub(super) use drift::{drift, read_back};
pub(super) use findings::{failed_checks, findings};
pub(super) use others::others;

use super::escape::{code, longest_run};
use super::{diff, fit::Section};
use crate::judge::security::{Sentence, Turn};
use crate::plan::{Action, Change, Plan};

/// A section with a title, if there is anything in it.
fn section(title: &str, items: Vec<String>) -> Section {
    if items.is_empty() {
        return Section::default();
    }
    let title = format!("\n#### {title}: {}\n", items.len());
    Section { title, open: "\n".to_owned(), items, ..Section::default() }
}

/// The same as a table.
fn table(title: &str, columns: &[&str], rows: Vec<String>) -> Section {
    let mut section = section(title, rows);
    section.open = format!("\n| {} |\n|{}\n", columns.join(" | "), " --- |".repeat(columns.len()));
    section
}

/// The same, folded; the title is what one clicks on.
fn folded(summary: &str, mut section: Section) -> Section {
    if section.title.is_empty() {
        return section;
    }
    section.title = format!("\n<details>\n<summary>{summary}</summary>\n");
    "\n</details>\n".clone_into(&mut section.end);
    section
}

/// What touches security, a sentence for each change; addresses of which the same is said share one.
pub(super) fn security(sentences: &[Sentence<'_>]) -> Section {
    let mut said: Vec<(Turn, &str, Vec<&str>)> = Vec::new();
    for sentence in sentences {
        match said.iter_mut().find(|(turn, text, _)| (*turn, *text) == (sentence.turn, &sentence.text)) {
            Some((_, _, addresses)) => addresses.push(sentence.address),
            None => said.push((sentence.turn, &sentence.text, vec![sentence.address])),
        }
    }
    let item = |(turn, text, addresses): &(Turn, &str, Vec<&str>)| {
        let icon = match turn {
            Turn::Opens => "🔓",
            Turn::Unclear => "❔",
            Turn::Closes => "🔒",
        };
        let addresses: Vec<String> = addresses.iter().map(|address| code(address)).collect();
        format!("- {icon} {}: {text}\n", addresses.join(", "))
    };
    section("Security", said.iter().map(item).collect())
}

/// Everything, folded, in one block of code.
pub(super) fn full_diff(plan: &Plan) -> Section {
    let happens = |it: &&Change| !matches!(it.action, Action::NoOp | Action::Read) && !it.data;
    let items: Vec<String> = plan.changes.iter().filter(happens).map(diff::resource).collect();
    let fence = "`".repeat(items.iter().map(|item| longest_run(item)).max().unwrap_or(0).max(2) + 1);
    let mut section = section("Full diff", items);
    section.open = format!("\n{fence}diff");
    section.close = format!("{fence}\n");
    folded("Full diff", section)
}
