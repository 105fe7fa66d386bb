//! A reader is another machine than the one that writes.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;
use crate::truth::{AuroraInstances, StaleReads};

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let managed = context.file.database.managed.as_ref();
    let Some(aurora) = managed.and_then(|managed| managed.aurora_serverless.as_ref()) else { return };
    if (aurora.instances, aurora.stale_reads) == (Some(AuroraInstances::Single), Some(StaleReads::Reader)) {
        let refused = Refused::new("there is no reader: the single machine writes").allowed("`writer`");
        report.error(
            &at!["database", "managed", "aurora-serverless", "stale_reads"],
            refused.hint("remove it, or set `instances = \"one-per-az\"`"),
        );
    }
}
