//! Policy `production-deletion-protection`: production's load balancers cannot be deleted by mistake.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    if context.is_production() && context.file.load_balancer.deletion_protection == Some(false) {
        let refused = Refused::new("production's load balancers can be deleted by mistake").allowed("`true`");
        report.policy(
            "production-deletion-protection",
            &at!["load_balancer", "deletion_protection"],
            refused,
        );
    }
}
