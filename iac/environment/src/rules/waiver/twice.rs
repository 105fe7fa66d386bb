//! A rule is waived once for each address.

use std::collections::BTreeSet;

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let mut seen = BTreeSet::new();
    for (index, waiver) in context.file.waivers.iter().enumerate() {
        if let (Some(rule), Some(address)) = (&waiver.rule, &waiver.address)
            && !seen.insert((rule, address))
        {
            let refused = Refused::new(format!("`{rule}` is waived twice for `{address}`"))
                .hint("remove one of the two");
            report.error(&at!["waivers", index], refused);
        }
    }
}
