use serde::Serialize;
use terraform::{Arn, Attribute, HasArn, Ref, Resource};

use super::{
    ClusterParameterGroup, DbSubnetGroup, Endpoint, Engine, Identifier, LogExport, ParameterGroupName,
    ResourceId, SecretArn, SubnetGroupName,
};
use crate::ec2::SecurityGroup;
use crate::kms::Key;
use crate::limits::{AuroraCapacity, BackupDays, BackupWindow, MaintenanceWindow, PauseSeconds, Port};

/// An Aurora database: its storage, and what its instances have in common.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "the provider's arguments")]
pub struct Cluster {
    /// Whether another major version is taken, which is refused otherwise.
    pub allow_major_version_upgrade: bool,
    /// Whether a change takes effect at once, or in the next maintenance window.
    pub apply_immediately: bool,
    pub backup_retention_period: BackupDays,
    pub cluster_identifier: String,
    pub copy_tags_to_snapshot: bool,
    pub db_cluster_parameter_group_name: Ref<ClusterParameterGroup, ParameterGroupName>,
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
    pub kms_key_id: Ref<Key, Arn>,
    /// RDS makes the password, keeps it in Secrets Manager and changes it every week.
    pub manage_master_user_password: bool,
    pub master_user_secret_kms_key_id: Ref<Key, Arn>,
    pub master_username: &'static str,
    pub port: Port,
    pub preferred_backup_window: BackupWindow,
    pub preferred_maintenance_window: MaintenanceWindow,
    pub serverlessv2_scaling_configuration: Serverlessv2ScalingConfiguration,
    pub skip_final_snapshot: bool,
    pub storage_encrypted: bool,
    pub vpc_security_group_ids: Vec<Ref<SecurityGroup>>,
}

impl Resource for Cluster {
    const TYPE: &'static str = "aws_rds_cluster";
}
impl HasArn for Cluster {}

/// The bounds of each instance's capacity.
#[derive(Serialize)]
pub struct Serverlessv2ScalingConfiguration {
    pub max_capacity: AuroraCapacity,
    pub min_capacity: AuroraCapacity,
    /// Only where the minimum is nothing.
    pub seconds_until_auto_pause: Option<PauseSeconds>,
}

impl Cluster {
    /// The name in the account.
    pub const CLUSTER_IDENTIFIER: Attribute<Self, Identifier> = Attribute::new("cluster_identifier");
    /// What IAM's policies call it.
    pub const CLUSTER_RESOURCE_ID: Attribute<Self, ResourceId> = Attribute::new("cluster_resource_id");
    /// Where the instance is that writes.
    pub const ENDPOINT: Attribute<Self, Endpoint> = Attribute::new("endpoint");
    /// Where the instances are that only read, and the one that writes while there are none.
    pub const READER_ENDPOINT: Attribute<Self, Endpoint> = Attribute::new("reader_endpoint");
    /// The secret with the master user's password.
    pub const MASTER_USER_SECRET: Attribute<Self, SecretArn> =
        Attribute::first_of("master_user_secret", "secret_arn");
}
