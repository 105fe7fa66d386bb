//! One capacity provider has a base at most.

use aws::limits::Refused;

use super::shares;
use crate::read::{Report, at};
use crate::rules::Context;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let with_base =
        shares(context).into_iter().filter(|(_, share)| share.base.is_some_and(|base| base.get() > 0));
    for (key, _) in with_base.skip(1) {
        let refused = Refused::new("only one capacity provider may have a base");
        report.error(&at!["compute", "capacity", key, "base"], refused.hint("remove one of the two"));
    }
}
