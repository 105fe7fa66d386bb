//! AWS Backup. A vault has the environment's prefix; a plan's ARN is made of no name: it is known by its tags.

use super::{CLAIMED, EVERYTHING, Grant, MADE, TAGGED, read, write};

const VAULT: &[&str] = &["aws_backup_vault"];
/// A vault that is destroyed with the copies in it, which its type does not say.
pub(crate) const EMPTIED_VAULT: &str = "aws_backup_vault/force_destroy";
const EMPTIED: &[&str] = &[EMPTIED_VAULT];
const PLAN: &[&str] = &["aws_backup_plan"];
const SELECTION: &[&str] = &["aws_backup_selection"];
const VAULTS: &[&str] = &["arn:aws:backup:{region}:{account}:backup-vault:{prefix}-*"];
/// Copies of databases are snapshots of RDS's, which AWS Backup names and gives the database's tags.
const COPIES: &[&str] = &[
    "arn:aws:rds:{region}:{account}:cluster-snapshot:awsbackup:*",
    "arn:aws:rds:{region}:{account}:snapshot:awsbackup:*",
];
const PLANS: &[&str] = &["arn:aws:backup:{region}:{account}:backup-plan:*"];

/// Where AWS says what each call needs.
const ACCESS: &str = "https://docs.aws.amazon.com/aws-backup/latest/devguide/access-control.html";

pub(super) const GRANTS: &[Grant] = &[
    read("BackupVaults", VAULT, &["backup:DescribeBackupVault", "backup:ListTags"], VAULTS),
    read("BackupPlans", PLAN, &["backup:GetBackupPlan", "backup:ListTags"], PLANS).when(TAGGED),
    read("BackupPlans", SELECTION, &["backup:GetBackupSelection"], PLANS).when(TAGGED),
    write(
        "BackupVaultsChanged",
        VAULT,
        &[
            "backup:CreateBackupVault",
            "backup:DeleteBackupVault",
            "backup:TagResource",
            "backup:UntagResource",
        ],
        VAULTS,
    ),
    // AWS has no resource for it.
    write("BackupStorage", VAULT, &["backup-storage:MountCapsule"], EVERYTHING),
    write("BackupCopiesListed", EMPTIED, &["backup:ListRecoveryPointsByBackupVault"], VAULTS),
    write("BackupCopiesDeleted", EMPTIED, &["backup:DeleteRecoveryPoint"], COPIES)
        .when(TAGGED)
        .said_in(ACCESS),
    // Terraform looks until a copy is gone, and with it its tags.
    write("BackupCopiesGone", EMPTIED, &["backup:DescribeRecoveryPoint"], COPIES).said_in(ACCESS),
    write("BackupPlansMade", PLAN, &["backup:CreateBackupPlan"], PLANS).when(MADE),
    write("BackupPlansNamed", PLAN, &["backup:TagResource"], PLANS).when(CLAIMED),
    write(
        "BackupPlansChanged",
        PLAN,
        &["backup:DeleteBackupPlan", "backup:TagResource", "backup:UntagResource", "backup:UpdateBackupPlan"],
        PLANS,
    )
    .when(TAGGED),
    write(
        "BackupPlansChanged",
        SELECTION,
        &["backup:CreateBackupSelection", "backup:DeleteBackupSelection"],
        PLANS,
    )
    .when(TAGGED),
];
