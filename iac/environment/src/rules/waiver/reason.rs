//! A waiver gives a reason that a reviewer can judge.

use aws::limits::Refused;

use crate::file::{Table, Waiver};
use crate::read::{Report, at};

const SHORTEST: usize = 10;

pub(super) fn check(waivers: &[Table<Waiver>], report: &mut Report<'_>) {
    for (index, waiver) in waivers.iter().enumerate() {
        if waiver.reason.as_ref().is_some_and(|reason| reason.trim().chars().count() < SHORTEST) {
            let refused = Refused::new("gives no reason that a reviewer could judge")
                .allowed(format!("{SHORTEST} characters or more"));
            report.error(&at!["waivers", index, "reason"], refused);
        }
    }
}
