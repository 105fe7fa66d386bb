use serde::Serialize;
use terraform::{HasArn, Ref, Resource};

use super::{Vault, VaultName};

/// When what is selected is backed up, and how long that is kept.
#[derive(Serialize)]
pub struct Plan {
    pub name: String,
    pub rule: Vec<Rule>,
}

impl Resource for Plan {
    const TYPE: &'static str = "aws_backup_plan";
}
impl HasArn for Plan {}

/// One rhythm of a plan.
#[derive(Serialize)]
pub struct Rule {
    /// Minutes after its beginning in which a backup must be done.
    pub completion_window: u32,
    pub lifecycle: Lifecycle,
    pub rule_name: &'static str,
    /// `cron(…)`, in UTC.
    pub schedule: String,
    /// Minutes after the schedule in which a backup must have begun: 60 or more.
    pub start_window: u32,
    pub target_vault_name: Ref<Vault, VaultName>,
}

/// How long a backup is kept.
#[derive(Serialize)]
pub struct Lifecycle {
    /// Days.
    pub delete_after: u32,
}
