use serde::Serialize;
use terraform::{Arn, Attribute, HasArn, Ref, Resource};

use crate::kms::Key;
use crate::logs::{LogGroup, LogGroupName};

/// Where services run.
#[derive(Serialize)]
pub struct Cluster {
    pub configuration: ClusterConfiguration,
    pub name: String,
    pub setting: ClusterSetting,
}

impl Resource for Cluster {
    const TYPE: &'static str = "aws_ecs_cluster";
}
impl HasArn for Cluster {}

/// How a cluster protects what its tasks write.
#[derive(Serialize)]
pub struct ClusterConfiguration {
    pub execute_command_configuration: ExecuteCommandConfiguration,
    pub managed_storage_configuration: ManagedStorageConfiguration,
}

/// What is recorded of commands run inside tasks.
#[derive(Serialize)]
pub struct ExecuteCommandConfiguration {
    pub kms_key_id: Ref<Key, Arn>,
    pub log_configuration: ExecuteCommandLogConfiguration,
    pub logging: ExecuteCommandLogging,
}

/// Where that is recorded.
#[derive(Serialize)]
pub struct ExecuteCommandLogConfiguration {
    pub cloud_watch_encryption_enabled: bool,
    pub cloud_watch_log_group_name: Ref<LogGroup, LogGroupName>,
}

/// Whose settings decide.
#[derive(Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum ExecuteCommandLogging {
    Override,
}

/// The key of the tasks' disks.
#[derive(Serialize)]
pub struct ManagedStorageConfiguration {
    pub fargate_ephemeral_storage_kms_key_id: Ref<Key, Arn>,
}

/// A setting of a cluster.
#[derive(Serialize)]
#[serde(tag = "name", content = "value", rename_all = "camelCase")]
pub enum ClusterSetting {
    ContainerInsights(ContainerInsights),
}

/// How much CloudWatch records of the tasks.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ContainerInsights {
    Disabled,
    Enabled,
    Enhanced,
}

/// The kind of an attribute that is a cluster's name.
pub enum ClusterName {}

impl Cluster {
    /// The name.
    pub const NAME: Attribute<Self, ClusterName> = Attribute::new("name");
}
