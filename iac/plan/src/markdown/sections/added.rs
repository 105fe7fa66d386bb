//! What is added, each by what tells it from others of its kind.

use super::super::escape::code;
use super::super::fit::Section;
use super::super::values;
use crate::plan::{Action, Change, Plan};

/// Longer lists are folded: nothing that is new is a danger to what there is.
const FOLDED: usize = 12;
/// Arguments that people know a resource by, the best first.
const TELLING: &[&str] = &[
    "name",
    "bucket",
    "cidr_block",
    "domain_name",
    "family",
    "alarm_name",
    "dashboard_name",
    "identifier",
    "function_name",
    "name_prefix",
    "description",
    "cidr_ipv4",
    "from_port",
    "destination_cidr_block",
    "port",
    "priority",
    "resource_id",
    "policy_arn",
    "engine",
    "instance_type",
    "service_name",
];

pub(crate) fn added(plan: &Plan) -> Section {
    let changes = plan.changes.iter().filter(|it| it.action == Action::Create && !it.data);
    let rows: Vec<String> =
        changes.map(|it| format!("| {} | {} |\n", code(&it.address), told_by(it))).collect();
    let count = rows.len();
    let table = super::table("Added", &["Resource", "With"], rows);
    if count > FOLDED { super::folded(&format!("Added: {count}"), table) } else { table }
}

fn told_by(change: &Change) -> String {
    let told = TELLING.iter().filter_map(|argument| {
        let value = change.after.get(argument);
        let known = value.as_str().is_some_and(|text| !text.is_empty()) || value.as_f64().is_some();
        let short = known.then(|| values::short(value)).flatten()?;
        Some(format!("{}: {short}", code(argument)))
    });
    told.take(2).collect::<Vec<_>>().join(", ")
}
