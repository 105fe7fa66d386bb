//! A hundred target groups for a load balancer, one for each service; AWS does not raise it.
//!
//! The hundred rules of a load balancer, which AWS does raise, are used up at the same time.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

const QUOTA: usize = 100;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (load_balancer, services) in &context.behind {
        if let Some((first, _)) = services.get(QUOTA) {
            let refused =
                Refused::new(format!("the load balancer `{load_balancer}` has {} services", services.len()));
            let refused = refused.allowed(format!("at most {QUOTA} target groups, one for each service"));
            report.error(
                &at!["services", first.as_str()],
                refused.hint("put this and the following behind another: `load_balancer = \"second\"`"),
            );
        }
    }
}
