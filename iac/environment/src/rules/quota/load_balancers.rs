//! Fifty load balancers in a region; AWS raises it.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

const QUOTA: usize = 50;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let count = context.behind.len();
    if count > QUOTA {
        let refused = Refused::new(format!("the services are behind {count} load balancers"));
        report.warning(
            &at!["services"],
            refused
                .allowed(format!("{QUOTA} in a region, unless AWS has raised it"))
                .hint("ask for more in Service Quotas before the first apply"),
        );
    }
}
