use serde::Serialize;
use terraform::{Arn, HasArn, Ref, Resource};

use super::{Cluster, DbSubnetGroup, Engine, Identifier, SubnetGroupName};
use crate::iam::Role;
use crate::kms::Key;
use crate::limits::{AvailabilityZone, MaintenanceWindow};

/// A machine of an Aurora database: the first one writes, the others read and take its place.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "the provider's arguments")]
pub struct ClusterInstance {
    /// Whether a change takes effect at once, or in the next maintenance window.
    pub apply_immediately: bool,
    pub auto_minor_version_upgrade: bool,
    pub availability_zone: AvailabilityZone,
    pub cluster_identifier: Ref<Cluster, Identifier>,
    pub copy_tags_to_snapshot: bool,
    pub db_subnet_group_name: Ref<DbSubnetGroup, SubnetGroupName>,
    pub engine: Engine,
    pub identifier: String,
    pub instance_class: ServerlessClass,
    /// Seconds between two looks at the machine's own figures: 0, 1, 5, 10, 15, 30 or 60.
    pub monitoring_interval: u8,
    pub monitoring_role_arn: Ref<Role, Arn>,
    pub performance_insights_enabled: bool,
    pub performance_insights_kms_key_id: Ref<Key, Arn>,
    /// Days: seven cost nothing.
    pub performance_insights_retention_period: u16,
    pub preferred_maintenance_window: MaintenanceWindow,
    /// Who takes the writer's place first: 0 before 15.
    pub promotion_tier: u8,
    pub publicly_accessible: bool,
}

impl Resource for ClusterInstance {
    const TYPE: &'static str = "aws_rds_cluster_instance";
}
impl HasArn for ClusterInstance {}

/// The class whose size follows the load.
#[derive(Clone, Copy, Serialize)]
pub enum ServerlessClass {
    #[serde(rename = "db.serverless")]
    DbServerless,
}
