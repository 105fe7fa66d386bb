//! There are isolated subnets where a database of this stack is in them.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    if context.file.database.managed.is_some() || report.tree.is_hole(&at!["database", "managed"]) {
        return;
    }
    for (zone, addresses) in &context.file.network.zones {
        if let Some(isolated) = &addresses.isolated {
            let refused = Refused::new(format!("nothing is in `{isolated}`: this stack makes no database"));
            report.error(
                &at!["network", "zones", zone.as_str(), "isolated"],
                refused.hint("remove it, or add `[database.managed]`"),
            );
        }
    }
}
