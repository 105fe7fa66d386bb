use serde::Serialize;
use terraform::{Arn, Attribute, HasArn, Ref, Resource};

use super::{
    DbParameterGroup, DbSubnetGroup, Endpoint, Engine, Identifier, LogExport, ParameterGroupName, ResourceId,
    SecretArn, SubnetGroupName,
};
use crate::ec2::SecurityGroup;
use crate::iam::Role;
use crate::kms::Key;
use crate::limits::{BackupDays, BackupWindow, DbInstanceClass, MaintenanceWindow, Port};

/// A database on a machine of its own, with a standby in another zone if it is to have one.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "the provider's arguments")]
pub struct DbInstance {
    /// GiB.
    pub allocated_storage: u32,
    /// Whether another major version is taken, which is refused otherwise.
    pub allow_major_version_upgrade: bool,
    /// Whether a change takes effect at once, or in the next maintenance window.
    pub apply_immediately: bool,
    pub auto_minor_version_upgrade: bool,
    pub backup_retention_period: BackupDays,
    pub backup_window: BackupWindow,
    pub copy_tags_to_snapshot: bool,
    pub db_subnet_group_name: Ref<DbSubnetGroup, SubnetGroupName>,
    pub delete_automated_backups: bool,
    pub deletion_protection: bool,
    pub enabled_cloudwatch_logs_exports: Vec<LogExport>,
    pub engine: Engine,
    /// The major version alone, so that minor ones come by themselves.
    pub engine_version: String,
    /// The last snapshot's name; none, if the database ends without one.
    pub final_snapshot_identifier: Option<String>,
    pub iam_database_authentication_enabled: bool,
    pub identifier: String,
    pub instance_class: DbInstanceClass,
    pub kms_key_id: Ref<Key, Arn>,
    pub maintenance_window: MaintenanceWindow,
    /// RDS makes the password, keeps it in Secrets Manager and changes it every week.
    pub manage_master_user_password: bool,
    pub master_user_secret_kms_key_id: Ref<Key, Arn>,
    /// GiB up to which the storage grows by itself.
    pub max_allocated_storage: u32,
    /// Seconds between two looks at the machine's own figures: 0, 1, 5, 10, 15, 30 or 60.
    pub monitoring_interval: u8,
    pub monitoring_role_arn: Ref<Role, Arn>,
    pub multi_az: bool,
    pub parameter_group_name: Ref<DbParameterGroup, ParameterGroupName>,
    pub performance_insights_enabled: bool,
    pub performance_insights_kms_key_id: Ref<Key, Arn>,
    /// Days: seven cost nothing.
    pub performance_insights_retention_period: u16,
    pub port: Port,
    pub publicly_accessible: bool,
    pub skip_final_snapshot: bool,
    pub storage_encrypted: bool,
    pub storage_type: StorageType,
    pub username: &'static str,
    pub vpc_security_group_ids: Vec<Ref<SecurityGroup>>,
}

impl Resource for DbInstance {
    const TYPE: &'static str = "aws_db_instance";
}
impl HasArn for DbInstance {}

/// What the data is on.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum StorageType {
    Gp3,
}

impl DbInstance {
    /// Where it is reached: a name, without the port.
    pub const ADDRESS: Attribute<Self, Endpoint> = Attribute::new("address");
    /// The name in the account.
    pub const IDENTIFIER: Attribute<Self, Identifier> = Attribute::new("identifier");
    /// What IAM's policies call it.
    pub const RESOURCE_ID: Attribute<Self, ResourceId> = Attribute::new("resource_id");
    /// The secret with the master user's password.
    pub const MASTER_USER_SECRET: Attribute<Self, SecretArn> =
        Attribute::first_of("master_user_secret", "secret_arn");
}
