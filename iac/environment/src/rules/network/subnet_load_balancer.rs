//! A load balancer's subnet has room for it to grow.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

const SMALLEST: u8 = 27;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (name, zone) in &context.file.network.zones {
        let Some(public) = &zone.public else { continue };
        if public.get().prefix() > SMALLEST {
            let refused = Refused::new(format!(
                "`{public}` is too small for a load balancer, which needs eight free addresses"
            ));
            report.error(
                &at!["network", "zones", name.as_str(), "public"],
                refused.allowed(format!("/{SMALLEST} or larger")),
            );
        }
    }
}
