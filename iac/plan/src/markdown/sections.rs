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

use std::collections::BTreeMap;

use super::escape::{codes, longest_run};
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

/// More sentences than this about what is new are folded, but for those that speak of everybody or everything.
const NEW: usize = 12;

/// What touches security, a sentence for each change; addresses of which the same is said share one.
pub(super) fn security(sentences: &[Sentence<'_>]) -> [Section; 2] {
    // What is wide is said in bold.
    let (narrow, first): (Vec<_>, Vec<_>) =
        sentences.iter().partition(|it| it.is_new && !it.text.contains("**"));
    if narrow.len() <= NEW {
        let all: Vec<&Sentence<'_>> = sentences.iter().collect();
        return [section("Security", said(&all)), Section::default()];
    }
    let items = said(&narrow);
    let summary = format!("Security of what is new: {}", items.len());
    [section("Security", said(&first)), folded(&summary, section("New", items))]
}

fn said(sentences: &[&Sentence<'_>]) -> Vec<String> {
    let mut said: Vec<(Turn, &str, Vec<&str>)> = Vec::new();
    let mut places: BTreeMap<(Turn, &str), usize> = BTreeMap::new();
    for sentence in sentences {
        let place = places.entry((sentence.turn, &sentence.text)).or_insert(said.len());
        match said.get_mut(*place) {
            Some((_, _, addresses)) => addresses.push(sentence.address),
            None => said.push((sentence.turn, &sentence.text, vec![sentence.address])),
        }
    }
    said.iter().map(item).collect()
}

fn item((turn, text, addresses): &(Turn, &str, Vec<&str>)) -> String {
    let icon = match turn {
        Turn::Opens => "🔓",
        Turn::Unclear => "❔",
        Turn::Closes => "🔒",
    };
    let addresses: Vec<String> = addresses.iter().map(|address| (*address).to_owned()).collect();
    format!("- {icon} {}: {text}\n", codes(&addresses))
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
