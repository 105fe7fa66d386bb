//! A database is not maintained while it is backed up.

use aws::limits::{BackupWindow, MaintenanceWindow, Refused};
use configuration::Node;

use super::databases;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "database-windows-apart",
    severity: Severity::Error,
    summary: "the backup window and the maintenance window of a database are half an hour or longer, and do not overlap",
    why: "AWS refuses the database",
    source: Some("https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for database in databases(context) {
        let is_cluster = database.block().resource_type() == Some("aws_rds_cluster");
        let [backup, maintenance] = if is_cluster {
            ["preferred_backup_window", "preferred_maintenance_window"]
        } else {
            ["backup_window", "maintenance_window"]
        };
        let daily = read(database.get(backup), BackupWindow::new, found);
        let weekly = read(database.get(maintenance), MaintenanceWindow::new, found);
        if let (Some(daily), Some(weekly)) = (daily, weekly)
            && weekly.meets(&daily)
        {
            let message = format!("the database is backed up at {daily} every day, which is in this window");
            found.report(database.get(maintenance), message, "move one of the two windows");
        }
    }
}

fn read<'c, W>(
    at: Node<'c>,
    new: impl Fn(String) -> Result<W, Refused>,
    found: &mut Found<'_, 'c>,
) -> Option<W> {
    // The provider writes days in small letters.
    match new(found.text(at)?.to_ascii_lowercase()) {
        Ok(window) => Some(window),
        Err(Refused { message, allowed, .. }) => {
            found.report(at, message, format!("write {}", allowed.unwrap_or_default()));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn windows_do_not_overlap() {
        let cluster = |backup: &str, maintenance: &str| {
            json!({"aws_rds_cluster": {"a": {
                "preferred_backup_window": backup, "preferred_maintenance_window": maintenance,
            }}})
        };
        holds(&RULE, cluster("03:00-03:30", "Sun:04:00-Sun:05:00"));
        holds(&RULE, cluster("03:00-06:00", "Mon:00:00-Mon:03:00"));
        breaks(
            &RULE,
            cluster("03:00-04:30", "sun:04:00-sun:05:00"),
            &[
                "aws_rds_cluster.a: preferred_maintenance_window: the database is backed up at 03:00-04:30 every day, which is in this window",
            ],
        );
        breaks(
            &RULE,
            cluster("03:00-03:10", "sun:4:00-sun:05:00"),
            &[
                "aws_rds_cluster.a: preferred_backup_window: `03:00-03:10` is a backup window of 10 minutes",
                "aws_rds_cluster.a: preferred_maintenance_window: `sun:4:00-sun:05:00` is no maintenance window",
            ],
        );
        let instance = json!({"aws_db_instance": {"a": {
            "backup_window": "23:45-00:15", "maintenance_window": "mon:00:00-mon:01:00",
        }}});
        breaks(
            &RULE,
            instance,
            &[
                "aws_db_instance.a: maintenance_window: the database is backed up at 23:45-00:15 every day, which is in this window",
            ],
        );
        unjudged(&RULE, cluster("${var.x}", "sun:04:00-sun:05:00"));
    }
}
