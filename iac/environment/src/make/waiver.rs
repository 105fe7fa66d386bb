//! Waivers: three parts each, and the place.

use super::required;
use crate::file::{self, Table};
use crate::problem::Location;
use crate::read::{Report, at};
use crate::truth::Waiver;

pub(crate) fn waivers(files: Vec<Table<file::Waiver>>, report: &mut Report<'_>) -> Option<Vec<Waiver>> {
    let count = files.len();
    let made = files.into_iter().enumerate().filter_map(|(index, Table(file))| {
        let at = at!["waivers", index];
        let rule = required(report, file.rule, &at.join("rule"), "\"production-nat\"");
        let address = required(report, file.address, &at.join("address"), "\"network.nat\"");
        let reason = required(report, file.reason, &at.join("reason"), "\"why it may be so\"");
        let location = report.locate(&at).unwrap_or(Location { file: "".into(), excerpt: None });
        Some(Waiver { rule: rule?, address: address?, reason: reason?, location })
    });
    let made: Vec<_> = made.collect();
    (made.len() == count).then_some(made)
}
