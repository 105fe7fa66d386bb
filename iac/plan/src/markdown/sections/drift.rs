//! What changed outside of Terraform.

use super::super::escape::code;
use super::super::fit::Section;
use super::super::values;
use crate::judge::drift::{Drift, Drifts, Fate, What};
use crate::plan::Action;

/// What matters, and what the plan does about it.
pub(crate) fn drift(drifts: &Drifts<'_>) -> Section {
    let items = drifts.matters.iter().map(|drift| format!("- {}\n", said(drift))).collect();
    super::section("Changed outside of Terraform", items)
}

fn said(drift: &Drift<'_>) -> String {
    let address = code(&drift.change.address);
    match &drift.what {
        What::Gone { planned } => {
            let then = match planned {
                Some(Action::Create) => "this plan makes it anew, empty",
                Some(Action::NoOp) | None => "this plan does nothing about it",
                Some(_) => "see what the plan does with it",
            };
            format!("{address} is gone; {then}")
        }
        What::Changed(differences) => {
            let told = differences.iter().map(|(difference, fate)| {
                let then = match fate {
                    Fate::PutBack => "this plan puts it back",
                    Fate::BuiltOn => "other changes of this plan come from it",
                };
                format!("{} ({then})", values::change(difference))
            });
            format!("{address}: {}", told.collect::<Vec<_>>().join("; "))
        }
    }
}

/// What a look at AWS only filled in, folded.
pub(crate) fn read_back(drifts: &Drifts<'_>) -> Section {
    let row = |(address, attributes): &(&str, Vec<String>)| {
        let attributes: Vec<String> = attributes.iter().map(|attribute| code(attribute)).collect();
        format!("- {}: {}\n", code(address), attributes.join(", "))
    };
    let section = super::section("Read back", drifts.read_back.iter().map(row).collect());
    let count = drifts.read_back.len();
    super::folded(
        &format!("Merely read back from AWS, which this plan neither changes nor uses: {count}"),
        section,
    )
}
