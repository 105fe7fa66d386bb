//! A task definition: one container on Fargate, of the service's size.

use aws::Tags;
use aws::ecs::{
    Compatibility, ContainerDefinition, CpuArchitecture, NetworkMode, OperatingSystemFamily, RuntimePlatform,
    TaskDefinition,
};
use aws::iam::Role;
use environment::Architecture;
use terraform::{Handle, Json};

use crate::composition::Composition;

/// What tells a service's task definitions apart.
pub(super) struct Settings {
    pub(super) family: String,
    pub(super) execution_role: Handle<Role>,
    pub(super) task_role: Handle<Role>,
    pub(super) container: ContainerDefinition,
    /// Whether what deployments register counts.
    pub(super) track_latest: bool,
}

pub(super) fn of(c: &Composition<'_>, service: &environment::Service, settings: Settings) -> TaskDefinition {
    TaskDefinition {
        container_definitions: Json(vec![settings.container]),
        execution_role_arn: settings.execution_role.arn(),
        tags: Tags::name(settings.family.clone()),
        family: settings.family,
        size: service.size,
        network_mode: NetworkMode::Awsvpc,
        requires_compatibilities: vec![Compatibility::Fargate],
        runtime_platform: RuntimePlatform {
            cpu_architecture: match c.environment.compute.architecture {
                Architecture::Arm64 => CpuArchitecture::Arm64,
                Architecture::X86_64 => CpuArchitecture::X86_64,
            },
            operating_system_family: OperatingSystemFamily::Linux,
        },
        skip_destroy: true,
        task_role_arn: settings.task_role.arn(),
        track_latest: settings.track_latest,
    }
}
