//! Policy `production-retention`: production's logs are kept for at least a year.

use aws::limits::{Refused, Retention};

use crate::read::{Report, at};
use crate::rules::Context;

const LEAST: u32 = 365;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    if !context.is_production() {
        return;
    }
    let logs = context.file.observability.log_retention_days.filter(|retention| !retention.covers(LEAST));
    let access_logs = context.file.load_balancer.access_log_retention_days.filter(|days| days.get() < LEAST);
    for (days, path) in [
        (logs.map(Retention::days), at!["observability", "log_retention_days"]),
        (access_logs.map(aws::limits::Days::get), at!["load_balancer", "access_log_retention_days"]),
    ] {
        if let Some(days) = days {
            let refused = Refused::new(format!("`{days}` days are too few in production"))
                .allowed(format!("{LEAST} or more"));
            report.policy("production-retention", &path, refused);
        }
    }
}
