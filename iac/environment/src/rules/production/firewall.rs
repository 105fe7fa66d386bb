//! Policy `production-firewall`: a web application firewall stands before production.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    if context.is_production() && context.file.load_balancer.firewall == Some(false) {
        let refused = Refused::new("nothing stands before production's load balancers").allowed("`true`");
        report.policy("production-firewall", &at!["load_balancer", "firewall"], refused);
    }
}
