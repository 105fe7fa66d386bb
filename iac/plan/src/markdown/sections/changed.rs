//! What changes in place, and outputs.

use super::super::escape::code;
use super::super::fit::Section;
use super::super::values;
use crate::judge::difference::Difference;
use crate::plan::{Action, Path, Plan, Step};

pub(crate) fn changed(plan: &Plan) -> Section {
    let changes = plan.changes.iter().filter(|it| it.action == Action::Update);
    let rows =
        changes.map(|it| format!("| {} | {} |\n", code(&it.address), values::changes(&it.differences())));
    super::table("Changed in place", &["Resource", "What changes"], rows.collect())
}

pub(crate) fn outputs(plan: &Plan) -> Section {
    let row = |output: &crate::plan::Output| {
        let path = Path(vec![Step::Key(output.name.clone())]);
        let whole = Difference { path, before: &output.before, after: &output.after };
        format!("- {}\n", values::change(&whole))
    };
    super::section("Outputs", plan.outputs.iter().map(row).collect())
}
