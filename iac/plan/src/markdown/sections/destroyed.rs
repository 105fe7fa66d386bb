//! What is destroyed or replaced, what forces it, and what is lost with it.

use super::super::escape::{code, prose};
use super::super::fit::Section;
use super::super::values;
use crate::judge::difference::Difference;
use crate::judge::stateful;
use crate::plan::{Action, Change, Plan, Reason, Value};

/// What holds something first, then what is destroyed, then what is replaced.
pub(crate) fn destroyed(plan: &Plan) -> Section {
    let mut changes: Vec<&Change> =
        plan.changes.iter().filter(|it| it.action.destroys() && !it.data).collect();
    changes.sort_by_key(|it| (stateful::lost_by(it).is_none(), it.action != Action::Delete));
    let rows: Vec<String> = changes.iter().map(|change| row(plan, change)).collect();
    let mut section = super::table(
        "Destroyed or replaced",
        &["Resource", "What happens", "Why, and what else changes"],
        rows,
    );
    let stateful = plan.stateful().count();
    if stateful > 0 {
        section.title = format!("{}, of which {stateful} stateful\n", section.title.trim_end());
    }
    section
}

fn row(plan: &Plan, change: &Change) -> String {
    let resource = match stateful::lost_by(change) {
        Some(lost) => format!("**{}**<br>**lost: {lost}**", code(&change.address)),
        None => code(&change.address),
    };
    let happens = match &change.action {
        Action::Replace { create_first: true } => "replaced; the new one comes first",
        Action::Replace { create_first: false } => "replaced; destroyed first",
        Action::Delete if change.deposed => "destroyed: left over from an earlier replacement",
        Action::Delete => "destroyed",
        Action::Other(words) => words,
        _ => "",
    };
    format!("| {resource} | {} | {} |\n", prose(happens), why(plan, change))
}

fn why(plan: &Plan, change: &Change) -> String {
    let (forcing, others) =
        if change.action == Action::Delete { (Vec::new(), Vec::new()) } else { apart(change) };
    let because = |it: &Difference<'_>| {
        let from = plan.reference(&change.address, it.path.attribute());
        let from = from.filter(|_| matches!(it.after, Value::Unknown));
        let from = from.map(|address| format!(" (from {})", code(address))).unwrap_or_default();
        values::change(it) + &from
    };
    let mut lines: Vec<String> = forcing.iter().map(because).collect();
    // A path that differs in nothing that is shown: a provider forced it after a look at both sides.
    let silent = change.forced_by.iter().filter(|path| !forcing.iter().any(|it| path.meets(&it.path)));
    lines.extend(silent.map(|path| code(&path.to_string())));
    lines.extend(change.reason.as_ref().and_then(Reason::words).map(|words| prose(&words)));
    if lines.is_empty() && change.action == Action::Delete && !change.deposed {
        // Terraform has no reason to give where somebody asked for it.
        lines.push("asked for by `-destroy`".to_owned());
    }
    if !others.is_empty() {
        lines.push(format!("also {}", values::changes(&others)));
    }
    lines.join("<br>")
}

/// What forces the replacement, and what else somebody will see.
fn apart(change: &Change) -> (Vec<Difference<'_>>, Vec<Difference<'_>>) {
    let forces = |it: &Difference<'_>| change.forced_by.iter().any(|path| path.meets(&it.path));
    let (forcing, mut others): (Vec<_>, Vec<_>) = change.differences().into_iter().partition(forces);
    others.retain(|it| !matches!(it.after, Value::Unknown));
    (forcing, others)
}
