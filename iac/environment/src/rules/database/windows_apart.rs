//! A database is not maintained while it is backed up, which RDS refuses.
//! <https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html>

use aws::limits::{BackupWindow, MaintenanceWindow, Refused};

use crate::make::{BACKUP_WINDOW, MAINTENANCE_WINDOW};
use crate::read::{Report, at};
use crate::rules::Context;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let Some(managed) = &context.file.database.managed else { return };
    let at = at!["database", "managed"];
    let (backup, maintenance) = (at.join("backup_window"), at.join("maintenance_window"));
    if report.tree.is_hole(&backup) || report.tree.is_hole(&maintenance) {
        return;
    }
    let own = &managed.maintenance_window;
    let (Some(daily), Some(weekly)) = (
        managed.backup_window.clone().or(BackupWindow::new(BACKUP_WINDOW).ok()),
        own.clone().or(MaintenanceWindow::new(MAINTENANCE_WINDOW).ok()),
    ) else {
        return;
    };
    if weekly.meets(&daily) {
        let refused = Refused::new(format!(
            "the maintenance window `{weekly}` and the backup window `{daily}` of every day overlap"
        ));
        let path = if own.is_some() { maintenance } else { backup };
        report.error(&path, refused.hint("move one of the two: both are in UTC"));
    }
}
