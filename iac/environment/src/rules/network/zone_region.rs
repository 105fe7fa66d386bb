//! Zones are of the region.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let Some(region) = &context.file.account.region else {
        return;
    };
    for zone in context.file.network.zones.keys().filter(|zone| zone.region() != region.as_str()) {
        let refused = Refused::new(format!("`{zone}` is not a zone of `{region}`, where the environment is"));
        report.error(&at!["network", "zones", zone.as_str()], refused.allowed(region.zones().join(", ")));
    }
}
