//! Copies of the database that outlive it: AWS Backup takes them beside RDS's own, which go when the database goes.

use aws::backup::{Lifecycle, Plan, Rule, Selection, Vault};
use aws::iam::Statement;
use aws::kms::Key;
use aws::limits::{BackupWindow, MaintenanceWindow};
use environment::{Engine, Environment, Managed, Tier};
use terraform::{Handle, Meta, Part, Text, text};

use super::{FILE, NAME};
use crate::composition::Composition;
use crate::identity::{self, Identity, Trust};

/// Days that a copy of each month is kept of what patients' data is in.
const MONTHLY_DAYS: u32 = 365;

/// Minutes in which a copy must begin, and in which it must be done.
const START_WINDOW: u32 = 60;
const COMPLETION_WINDOW: u32 = 180;

/// The copies, in words.
pub(super) fn told(environment: &Environment, managed: &Managed) -> String {
    let (hour, days) = (hour(managed), managed.backup_retention_days);
    let monthly = match environment.tier {
        Tier::Production => format!(", and that of each month's first day for {MONTHLY_DAYS}"),
        Tier::Development => String::new(),
    };
    let outlives = if super::is_kept(environment) { ", whatever becomes of the database" } else { "" };
    format!("by AWS Backup, daily from {hour:02}:00 UTC, kept for {days} days{monthly}{outlives}")
}

/// Adds the vault, the plan, and the role that makes copies of the database with this ARN.
pub(super) fn add(c: &mut Composition<'_>, managed: &Managed, key: Handle<Key>, database: Part) {
    let environment = c.environment;
    let name = c.names.of("database");
    let vault =
        Vault { force_destroy: !super::is_kept(environment), kms_key_arn: key.arn(), name: name.clone() };
    let vault = c.file(FILE).add(NAME, vault);
    let hour = hour(managed);
    let rule = |rule_name, schedule, delete_after| Rule {
        completion_window: COMPLETION_WINDOW,
        lifecycle: Lifecycle { delete_after },
        rule_name,
        schedule,
        start_window: START_WINDOW,
        target_vault_name: vault.get(&Vault::NAME),
    };
    let daily = rule("daily", format!("cron(0 {hour} * * ? *)"), managed.backup_retention_days.get());
    let monthly = (environment.tier == Tier::Production)
        .then(|| rule("monthly", format!("cron(0 {hour} 1 * ? *)"), MONTHLY_DAYS));
    let plan = Plan { name: name.clone(), rule: [daily].into_iter().chain(monthly).collect() };
    let plan = c.file(FILE).add(NAME, plan);

    let mut permissions = permissions(environment, managed);
    permissions.push(
        Statement::allow("Vault", ["backup:CopyIntoBackupVault", "backup:DescribeBackupVault"])
            .on([vault.arn()]),
    );
    permissions.push(Statement::allow("Key", ["kms:CreateGrant", "kms:DescribeKey"]).on([key.arn()]).when(
        "Bool",
        "kms:GrantIsForAWSResource",
        "true",
    ));
    let identity = Identity {
        name: "database_backup".to_owned(),
        role_name: c.names.of("database-backup"),
        description: "Makes copies of the database".to_owned(),
        trusts: Trust::Service("backup.amazonaws.com"),
        permissions,
    };
    let granted = identity::add(c, identity);
    let selection = Selection {
        iam_role_arn: granted.role.arn(),
        name,
        plan_id: plan.id(),
        resources: vec![text![database]],
    };
    c.file(FILE).add_with(NAME, selection, &Meta::depends_on([granted.ready]));
}

/// What it may do with the database, and with copies that AWS Backup names.
/// <https://docs.aws.amazon.com/aws-backup/latest/devguide/security-iam-awsmanpol.html#aws-managed-policies>
pub(super) fn permissions(environment: &Environment, managed: &Managed) -> Vec<Statement> {
    let account = &environment.account;
    let arn =
        |resource: String| Text::from(format!("arn:aws:rds:{}:{}:{resource}", account.region, account.id));
    let prefix = environment.names().prefix();
    let (database, copy, of_database, of_copy): (_, _, &[&str], &[&str]) = match managed.engine {
        Engine::AuroraServerless(_) => (
            format!("cluster:{prefix}"),
            "cluster-snapshot:awsbackup:*",
            &["rds:CreateDBClusterSnapshot", "rds:DescribeDBClusters", "rds:ListTagsForResource"],
            &[
                "rds:AddTagsToResource",
                "rds:CopyDBClusterSnapshot",
                "rds:CreateDBClusterSnapshot",
                "rds:DeleteDBClusterSnapshot",
                "rds:DescribeDBClusterSnapshots",
                "rds:ListTagsForResource",
            ],
        ),
        Engine::Instance(_) => (
            format!("db:{prefix}"),
            "snapshot:awsbackup:*",
            &["rds:CreateDBSnapshot", "rds:DescribeDBInstances", "rds:ListTagsForResource"],
            &[
                "rds:AddTagsToResource",
                "rds:CopyDBSnapshot",
                "rds:CreateDBSnapshot",
                "rds:DeleteDBSnapshot",
                "rds:DescribeDBSnapshots",
                "rds:ListTagsForResource",
            ],
        ),
    };
    vec![
        Statement::allow("DatabaseCopied", of_database.iter().copied()).on([arn(database)]),
        Statement::allow("DatabaseCopies", of_copy.iter().copied()).on([arn(copy.to_owned())]),
    ]
}

/// The hour, in UTC, in which copies are made: half a day after RDS's own, or a quarter, and never while AWS maintains the
/// database or in the hour before, when AWS Backup makes none.
/// <https://docs.aws.amazon.com/aws-backup/latest/devguide/troubleshooting.html>
fn hour(managed: &Managed) -> u32 {
    let own = start(&managed.backup_window);
    let candidates = [12, 6, 18].map(|later| (own + later) % 24);
    let is_free = |hour: &u32| !meets(&managed.maintenance_window, *hour);
    candidates.into_iter().find(is_free).unwrap_or(candidates[0])
}

fn start(window: &BackupWindow) -> u32 {
    window.as_str().get(..2).and_then(|hour| hour.parse().ok()).unwrap_or_default()
}

/// Whether maintenance may begin in the three hours after one, or goes on.
fn meets(maintenance: &MaintenanceWindow, hour: u32) -> bool {
    let copying = BackupWindow::new(format!("{hour:02}:00-{:02}:00", (hour + 3) % 24));
    copying.is_ok_and(|copying| maintenance.meets(&copying))
}

#[cfg(test)]
mod tests {
    use super::{MaintenanceWindow, meets};

    #[test]
    fn no_copy_is_made_during_maintenance() {
        let maintenance = MaintenanceWindow::new("sun:15:30-sun:16:30").unwrap();
        assert!(meets(&maintenance, 15) && meets(&maintenance, 13));
        assert!(!meets(&maintenance, 12) && !meets(&maintenance, 17));
    }
}
