//! Policy `production-database`: production's database survives the loss of a zone, answers at any hour, and can be brought
//! back as it was at any second of the last 35 days.

use aws::limits::{AuroraCapacity, Refused};

use crate::read::{Report, at};
use crate::rules::Context;
use crate::truth::AuroraInstances;

const RULE: &str = "production-database";
const DAYS: u32 = 35;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let Some(managed) = context.file.database.managed.as_ref().filter(|_| context.is_production()) else {
        return;
    };
    let at = at!["database", "managed"];
    if let Some(days) = managed.backup_retention_days.filter(|days| days.get() < DAYS) {
        let refused = Refused::new(format!("`{days}` days of backups are too few in production"));
        report.policy(RULE, &at.join("backup_retention_days"), refused.allowed(DAYS.to_string()));
    }
    if let Some(aurora) = &managed.aurora_serverless {
        let at = at.join("aurora-serverless");
        if aurora.instances == Some(AuroraInstances::Single) {
            let refused =
                Refused::new("`single` does not survive the loss of a zone").allowed("`one-per-az`");
            report.policy(RULE, &at.join("instances"), refused);
        }
        if aurora.minimum_capacity == Some(AuroraCapacity::NONE) {
            let refused = Refused::new("with `0` the database pauses, and whoever comes then waits");
            report.policy(RULE, &at.join("minimum_capacity"), refused.allowed("0.5 or more"));
        }
    }
    if managed.instance.as_ref().is_some_and(|instance| instance.multi_az == Some(false)) {
        let refused = Refused::new("`false` does not survive the loss of a zone").allowed("`true`");
        report.policy(RULE, &at.join("instance").join("multi_az"), refused);
    }
}
