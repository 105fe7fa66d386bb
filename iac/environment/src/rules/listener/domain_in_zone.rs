//! The name that clients use is in the zone that it is written into.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let listener = &context.file.load_balancer.listener;
    let issued = listener
        .issued_certificate
        .as_ref()
        .map(|issued| ("issued-certificate", &issued.domain, &issued.zone));
    let given =
        listener.given_certificate.as_ref().map(|given| ("given-certificate", &given.domain, &given.zone));
    for (key, domain, zone) in issued.into_iter().chain(given) {
        if let (Some(domain), Some(zone)) = (domain, zone)
            && !domain.is_within(zone)
        {
            let refused = Refused::new(format!("`{domain}` is not in the zone `{zone}`"));
            report.error(
                &at!["load_balancer", "listener", key, "domain"],
                refused.allowed(format!("`{zone}` and names that end with `.{zone}`")),
            );
        }
    }
}
