//! A rule is waived once for each address.

use std::collections::BTreeSet;

use aws::limits::Refused;

use crate::file::{Table, Waiver};
use crate::read::{Report, at};

pub(super) fn check(waivers: &[Table<Waiver>], report: &mut Report<'_>) {
    let mut seen = BTreeSet::new();
    for (index, waiver) in waivers.iter().enumerate() {
        if let (Some(rule), Some(address)) = (&waiver.rule, &waiver.address)
            && !seen.insert((rule, address))
        {
            let refused = Refused::new(format!("`{rule}` is waived twice for `{address}`"))
                .hint("remove one of the two");
            report.error(&at!["waivers", index], refused);
        }
    }
}
