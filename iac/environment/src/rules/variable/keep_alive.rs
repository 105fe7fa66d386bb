//! A service keeps idle connections longer than the load balancer does, which otherwise sends requests into closed ones.

use aws::limits::Refused;

use crate::make::IDLE_TIMEOUT_SECONDS;
use crate::read::{Report, at};
use crate::rules::Context;

const VARIABLE: &str = "KEEP_ALIVE_SECONDS";
/// What a service keeps unless it is told.
const KEPT: u32 = 35;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let idle = context
        .file
        .load_balancer
        .idle_timeout_seconds
        .map_or(IDLE_TIMEOUT_SECONDS, aws::limits::IdleTimeout::get);
    for (name, service) in &context.file.services {
        let told = service.environment.get(VARIABLE);
        let kept = told.map_or(Some(KEPT), |told| told.parse().ok());
        if kept.is_some_and(|kept| kept > idle) {
            continue;
        }
        let path = at!["services", name.as_str(), "environment", VARIABLE];
        let refused = match (told, kept) {
            (Some(told), None) => Refused::new(format!("`{told}` is not a number of seconds")),
            (Some(told), Some(_)) => {
                Refused::new(format!("`{told}` seconds are not longer than the load balancer's {idle}"))
            }
            (None, _) => Refused::new(format!(
                "is missing: a service keeps idle connections for {KEPT} seconds, not longer than the load balancer's {idle}"
            )),
        };
        let longer = idle + 5;
        report.error(
            &path,
            refused.allowed(format!("more than {idle}")).hint(format!(
                "write `{VARIABLE} = \"{longer}\"`, or lower `load_balancer.idle_timeout_seconds`"
            )),
        );
    }
}
