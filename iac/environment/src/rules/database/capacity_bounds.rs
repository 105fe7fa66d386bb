//! The minimum of an Aurora database's capacity is not above its maximum, which is a whole unit at least.
//! <https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ServerlessV2ScalingConfiguration.html>

use aws::limits::{AuroraCapacity, Refused};

use crate::read::{Report, at};
use crate::rules::Context;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let managed = context.file.database.managed.as_ref();
    let Some(aurora) = managed.and_then(|managed| managed.aurora_serverless.as_ref()) else { return };
    let at = at!["database", "managed", "aurora-serverless"];
    let Some(maximum) = aurora.maximum_capacity else { return };
    if maximum < AuroraCapacity::ONE {
        let refused = Refused::new(format!("`{maximum}` is no maximum that Aurora takes"));
        report.error(&at.join("maximum_capacity"), refused.allowed("1 to 256, in halves"));
    } else if let Some(minimum) = aurora.minimum_capacity.filter(|minimum| *minimum > maximum) {
        let refused = Refused::new(format!("`{minimum}` is more than the maximum `{maximum}`"));
        report.error(&at.join("minimum_capacity"), refused.allowed(format!("0 to {maximum}, in halves")));
    }
}
