use serde::{Serialize, Serializer};
use terraform::{Arn, HasArn, Json, Ref, Resource};

use super::ContainerDefinition;
use crate::Tags;
use crate::iam::Role;
use crate::limits::FargateSize;

/// What a task is made of. Terraform makes a revision of it on every change.
#[derive(Serialize)]
pub struct TaskDefinition {
    pub container_definitions: Json<Vec<ContainerDefinition>>,
    pub execution_role_arn: Ref<Role, Arn>,
    pub family: String,
    /// `cpu` and `memory`.
    #[serde(flatten)]
    pub size: FargateSize,
    pub network_mode: NetworkMode,
    pub requires_compatibilities: Vec<Compatibility>,
    pub runtime_platform: RuntimePlatform,
    /// Whether old revisions stay usable, for a deployment that goes back.
    pub skip_destroy: bool,
    pub tags: Tags,
    pub task_role_arn: Ref<Role, Arn>,
    /// Whether the newest revision counts, whoever registered it, and not the one in the state.
    pub track_latest: bool,
}

impl Resource for TaskDefinition {
    const TYPE: &'static str = "aws_ecs_task_definition";
}
impl HasArn for TaskDefinition {}

impl Serialize for FargateSize {
    /// As the two arguments, which the provider wants in text.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Arguments {
            cpu: String,
            memory: String,
        }
        Arguments { cpu: self.cpu().to_string(), memory: self.memory().to_string() }.serialize(serializer)
    }
}

/// How tasks are connected.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
pub enum NetworkMode {
    /// Each has a network interface of its own.
    Awsvpc,
}

/// What tasks can run on.
#[derive(Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Compatibility {
    Fargate,
}

/// What the containers' programs were built for.
#[derive(Serialize)]
pub struct RuntimePlatform {
    pub cpu_architecture: CpuArchitecture,
    pub operating_system_family: OperatingSystemFamily,
}

/// The processors that Fargate has.
#[derive(Clone, Copy, Serialize)]
pub enum CpuArchitecture {
    #[serde(rename = "ARM64")]
    Arm64,
    #[serde(rename = "X86_64")]
    X86_64,
}

/// The operating systems in use.
#[derive(Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum OperatingSystemFamily {
    Linux,
}
