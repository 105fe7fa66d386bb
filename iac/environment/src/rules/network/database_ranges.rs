//! The databases' networks are given once, and are not the subnets.

use std::collections::BTreeMap;

use aws::limits::Refused;

use super::subnets;
use crate::read::{Report, at};
use crate::rules::Context;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let mut seen = BTreeMap::new();
    for (index, range) in context.file.database.ranges().iter().enumerate() {
        let path = at!["database", "external", "ranges", index];
        if seen.insert(range, index).is_some() {
            report.error(
                &path,
                Refused::new(format!("`{range}` is given twice")).hint("remove one of the two"),
            );
            continue;
        }
        for (subnet, of) in subnets(context).into_iter().filter(|(subnet, _)| subnet.overlaps(range.get())) {
            let refused = Refused::new(format!("`{range}` overlaps the subnet `{subnet}` of `{of}`"));
            report.error(
                &path,
                refused.hint("give the databases a network of their own, inside the VPC or outside"),
            );
        }
    }
}
