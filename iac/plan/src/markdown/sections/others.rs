//! What is no creation, change or end: other names, taken over, let go, read during the apply.

use super::super::escape::{code, prose};
use super::super::fit::Section;
use crate::plan::{Action, Change, Plan};

pub(crate) fn others(plan: &Plan) -> Section {
    let items = plan.changes.iter().flat_map(said).map(|said| format!("- {said}\n")).collect();
    super::section("Moved, imported, let go, read", items)
}

fn said(change: &Change) -> Vec<String> {
    let address = code(&change.address);
    let mut said = Vec::new();
    let also = match &change.action {
        Action::NoOp => "; nothing else changes",
        Action::Update => ", and changes in place",
        Action::Replace { .. } => ", and is replaced",
        _ => "",
    };
    if let Some(previous) = &change.previous {
        said.push(format!("{} is called {address} from now on{also}", code(previous)));
    }
    if let Some(id) = &change.importing {
        said.push(format!("{address} is taken over: {}{also}", code(id)));
    }
    match &change.action {
        Action::Forget => {
            said.push(format!("{address} is let go: Terraform forgets it, and it stays as it is"))
        }
        Action::Read => {
            let why = change.reason.as_ref().and_then(|reason| reason.words());
            let why = why.map(|words| format!(": {}", prose(&words))).unwrap_or_default();
            said.push(format!("{address} is read during the apply{why}"));
        }
        Action::Other(words) => said.push(format!("{address}: {}", prose(words))),
        _ => {}
    }
    said
}
