//! A database pauses only where its capacity may go down to nothing.
//! <https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html>

use aws::limits::{AuroraCapacity, Refused};

use crate::read::{Report, at};
use crate::rules::Context;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let managed = context.file.database.managed.as_ref();
    let Some(aurora) = managed.and_then(|managed| managed.aurora_serverless.as_ref()) else { return };
    if let (Some(minimum), Some(seconds)) = (aurora.minimum_capacity, aurora.pause_after_seconds)
        && minimum > AuroraCapacity::NONE
    {
        let refused = Refused::new(format!(
            "`{seconds}` says when the database pauses, and with a minimum of {minimum} ACU it never does"
        ));
        report.error(
            &at!["database", "managed", "aurora-serverless", "pause_after_seconds"],
            refused.hint("remove it, or set `minimum_capacity = 0`"),
        );
    }
}
