//! The one container of a task: what it runs, and what it may not.

use aws::ecs::{
    AwslogsOptions, ContainerDefinition, ContainerHealthCheck, KernelCapabilities, KeyValuePair,
    LinuxParameters, LogConfiguration, LogDriver, LogMode, PortMapping, Secret, Tmpfs, TransportProtocol,
};
use aws::limits::Port;
use aws::logs::LogGroup;
use environment::ServiceName;
use terraform::{Handle, Text};

use super::Variables;
use crate::composition::Composition;

/// The user that the program runs as, in every image of ours.
const USER: u32 = 65532;

/// What one of a service's tasks runs.
pub(super) struct Program {
    pub(super) image: Text,
    /// Without any, the image serves.
    pub(super) command: Vec<String>,
    /// The port of a program that serves; one that runs once and ends has none.
    pub(super) port: Option<Port>,
    pub(super) variables: Variables,
    pub(super) secrets: Vec<Secret>,
}

pub(super) fn definition(
    c: &Composition<'_>,
    name: &ServiceName,
    settings: &environment::Service,
    program: Program,
    log_group: Handle<LogGroup>,
) -> ContainerDefinition {
    let size = settings.size;
    let variables = program.variables.into_iter();
    ContainerDefinition {
        name: name.to_string(),
        image: program.image,
        command: program.command,
        cpu: size.cpu(),
        memory: size.memory(),
        essential: true,
        user: format!("{USER}:{USER}"),
        readonly_root_filesystem: true,
        privileged: false,
        port_mappings: program.port.map(port_mapping).into_iter().collect(),
        environment: variables.map(|(name, value)| KeyValuePair { name, value }).collect(),
        secrets: program.secrets,
        health_check: program.port.map(|_| health_check()),
        linux_parameters: LinuxParameters {
            capabilities: KernelCapabilities { add: [], drop: vec!["ALL"] },
            init_process_enabled: false,
            tmpfs: vec![Tmpfs {
                container_path: "/tmp".to_owned(),
                size: 64,
                mount_options: ["rw", "noexec", "nosuid", "nodev", "mode=0700"]
                    .map(str::to_owned)
                    .into_iter()
                    .chain([format!("uid={USER}"), format!("gid={USER}")])
                    .collect(),
            }],
        },
        log_configuration: LogConfiguration {
            log_driver: LogDriver::Awslogs,
            options: AwslogsOptions {
                group: log_group.get(&LogGroup::NAME),
                region: c.environment.account.region.to_string(),
                stream_prefix: name.to_string(),
                // The audit trail is in it: rather slow than without.
                mode: LogMode::Blocking,
            },
        },
        // Longer than the 25 seconds that a service takes to let go of its requests.
        stop_timeout: 30,
        mount_points: [],
        volumes_from: [],
        system_controls: [],
    }
}

fn port_mapping(port: Port) -> PortMapping {
    PortMapping {
        container_port: port,
        host_port: port,
        name: "https".to_owned(),
        protocol: TransportProtocol::Tcp,
    }
}

fn health_check() -> ContainerHealthCheck {
    ContainerHealthCheck {
        command: ["CMD", "/app", "healthcheck"].map(str::to_owned).into(),
        interval: 15,
        retries: 3,
        start_period: 10,
        timeout: 5,
    }
}
