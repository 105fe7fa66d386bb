//! AWS Backup. A vault has the environment's prefix; a plan's ARN is made of no name: it is known by its tags.

use super::{CLAIMED, EVERYTHING, Grant, MADE, TAGGED, read, write};

const VAULT: &[&str] = &["aws_backup_vault"];
const PLAN: &[&str] = &["aws_backup_plan"];
const SELECTION: &[&str] = &["aws_backup_selection"];
const VAULTS: &[&str] = &["arn:aws:backup:{region}:{account}:backup-vault:{prefix}-*"];
const PLANS: &[&str] = &["arn:aws:backup:{region}:{account}:backup-plan:*"];

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
    write("BackupStorage", VAULT, &["backup-storage:MountCapsule"], EVERYTHING)
        .said_in("https://docs.aws.amazon.com/aws-backup/latest/devguide/access-control.html"),
    // A vault that is destroyed with the copies in it.
    write("BackupCopiesListed", VAULT, &["backup:ListRecoveryPointsByBackupVault"], VAULTS),
    write("BackupPlansMade", PLAN, &["backup:CreateBackupPlan"], PLANS).when(MADE),
    write("BackupPlansNamed", PLAN, &["backup:TagResource"], PLANS).when(CLAIMED),
    write(
        "BackupPlansChanged",
        PLAN,
        &["backup:DeleteBackupPlan", "backup:UntagResource", "backup:UpdateBackupPlan"],
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
