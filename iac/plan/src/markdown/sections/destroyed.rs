//! What is destroyed or replaced, what forces it, and what is lost with it.

use super::super::escape::{code, prose};
use super::super::fit::Section;
use super::super::values;
use crate::judge::difference::Difference;
use crate::judge::stateful;
use crate::plan::{Action, Change, Plan, Value};

/// What holds something first, then what is destroyed, then what is replaced.
pub(crate) fn destroyed(plan: &Plan) -> Section {
    let mut changes: Vec<&Change> =
        plan.changes.iter().filter(|it| it.action.destroys() && !it.data).collect();
    changes.sort_by_key(|it| (stateful::lost_by(it).is_none(), it.action != Action::Delete));
    let rows = changes.iter().map(|change| row(change)).collect();
    super::table("Destroyed or replaced", &["Resource", "What happens", "Why", "Also changes"], rows)
}

fn row(change: &Change) -> String {
    let resource = match stateful::lost_by(change) {
        Some(lost) => format!("**{}**<br>**lost: {lost}**", code(&change.address)),
        None => code(&change.address),
    };
    let happens = match &change.action {
        Action::Replace { create_first: true } => "replaced; the new one comes first",
        Action::Replace { create_first: false } => "replaced; destroyed first",
        Action::Delete if change.deposed => "destroyed: left over from an earlier replacement",
        Action::Delete => "destroyed",
        other => return format!("| {resource} | {} | | |\n", prose(&format!("{other:?}"))),
    };
    let (forcing, others): (Vec<Difference<'_>>, Vec<Difference<'_>>) = if change.action == Action::Delete {
        (Vec::new(), Vec::new())
    } else {
        change
            .differences()
            .into_iter()
            .partition(|it| change.forced_by.iter().any(|path| path.meets(&it.path)))
    };
    let also: Vec<Difference<'_>> =
        others.into_iter().filter(|it| !matches!(it.after, Value::Unknown)).collect();
    format!("| {resource} | {happens} | {} | {} |\n", why(change, &forcing), values::changes(&also))
}

fn why(change: &Change, forcing: &[Difference<'_>]) -> String {
    let mut lines: Vec<String> = forcing.iter().map(values::change).collect();
    // A path that differs in nothing that is shown: a provider forced it after a look at both sides.
    let silent = change.forced_by.iter().filter(|path| !forcing.iter().any(|it| path.meets(&it.path)));
    lines.extend(silent.map(|path| code(&path.to_string())));
    lines.extend(change.reason.as_ref().and_then(|reason| reason.words()).map(|words| prose(&words)));
    if lines.is_empty() && change.action == Action::Delete && !change.deposed {
        // Terraform has no reason to give where somebody asked for it.
        lines.push("asked for by `-destroy`".to_owned());
    }
    lines.join("<br>")
}
