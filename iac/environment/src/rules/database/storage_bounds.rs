//! The storage of an RDS instance can grow by a tenth, or it cannot grow at all.
//! <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html>

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let managed = context.file.database.managed.as_ref();
    let Some(instance) = managed.and_then(|managed| managed.instance.as_ref()) else { return };
    let (Some(storage), Some(maximum)) = (instance.storage_gib, instance.maximum_storage_gib) else { return };
    let least = (storage.get() * 11).div_ceil(10);
    if maximum.get() < least {
        let refused = Refused::new(format!(
            "`{maximum}` is not a tenth more than the storage to begin with, {storage} GiB"
        ));
        report.error(
            &at!["database", "managed", "instance", "maximum_storage_gib"],
            refused.allowed(format!("{least} or more")),
        );
    }
}
