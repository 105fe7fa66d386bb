//! What is no creation, change or end: other names, taken over, let go, read during the apply.

use super::super::escape::{code, prose};
use super::super::fit::Section;
use crate::plan::{Action, Change, Plan, Reason};

/// A kind of sentence; they are read in this order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Moved,
    Imported,
    LetGo,
    Other,
    Read,
}

pub(crate) fn others(plan: &Plan) -> Section {
    let mut said: Vec<(Kind, String)> = plan.changes.iter().flat_map(said).collect();
    said.sort_by_key(|(kind, _)| *kind);
    let items = said.into_iter().map(|(_, text)| format!("- {text}\n")).collect();
    super::section("Moved, imported, let go, read", items)
}

fn said(change: &Change) -> Vec<(Kind, String)> {
    let address = code(&change.address);
    let mut said = Vec::new();
    let also = match &change.action {
        Action::NoOp => "; nothing else changes",
        Action::Update => ", and changes in place",
        Action::Replace { .. } => ", and is replaced",
        _ => "",
    };
    if let Some(previous) = &change.previous {
        said.push((Kind::Moved, format!("{} is called {address} from now on{also}", code(previous))));
    }
    if let Some(id) = &change.importing {
        said.push((Kind::Imported, format!("{address} is imported as {}{also}", code(id))));
    }
    match &change.action {
        Action::Forget => {
            let text = format!("{address} is let go: Terraform forgets it, and it stays as it is");
            said.push((Kind::LetGo, text));
        }
        Action::Read => {
            let why = change.reason.as_ref().and_then(Reason::words);
            let why = why.map(|words| format!(": {}", prose(&words))).unwrap_or_default();
            said.push((Kind::Read, format!("{address} is read during the apply{why}")));
        }
        Action::Other(words) => said.push((Kind::Other, format!("{address}: {}", prose(words)))),
        _ => {}
    }
    said
}
