//! Sixty rules for a security group in each direction: a load balancer's has one for each service. AWS raises it.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

const QUOTA: usize = 60;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (load_balancer, services) in &context.behind {
        if let Some((first, _)) = services.get(QUOTA) {
            let message = format!(
                "the security group of the load balancer `{load_balancer}` has {} rules, one for each service",
                services.len()
            );
            let refused = Refused::new(message).allowed(format!("{QUOTA}, unless AWS has raised it"));
            report.warning(
                &at!["services", first.as_str()],
                refused.hint("put this and the following behind another: `load_balancer = \"second\"`"),
            );
        }
    }
}
