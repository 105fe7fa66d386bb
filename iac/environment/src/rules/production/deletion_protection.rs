//! Policy `production-deletion-protection`: production cannot be destroyed by mistake.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    if context.is_production() && context.file.deletion_protection == Some(false) {
        let refused = Refused::new("production can be destroyed by mistake").allowed("`true`");
        report.policy("production-deletion-protection", &at!["deletion_protection"], refused);
    }
}
