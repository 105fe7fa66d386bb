use serde::Serialize;
use terraform::{Ref, Text};

use crate::limits::Port;
use crate::logs::{LogGroup, LogGroupName};

/// A container of a task, in the words of the ECS API. AWS ignores keys that it does not know, so a misspelt one would
/// be lost in silence: here it does not compile.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ContainerDefinition {
    pub name: String,
    pub image: Text,
    /// What the image's program is given; without any, what the image itself says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub command: Vec<String>,
    pub cpu: u32,
    /// The hard limit, in MiB.
    pub memory: u32,
    pub essential: bool,
    /// `uid:gid`.
    pub user: String,
    pub readonly_root_filesystem: bool,
    pub privileged: bool,
    pub port_mappings: Vec<PortMapping>,
    pub environment: Vec<KeyValuePair>,
    pub secrets: Vec<Secret>,
    /// For what goes on; what runs once and ends is well when its exit code is 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub health_check: Option<ContainerHealthCheck>,
    pub linux_parameters: LinuxParameters,
    pub log_configuration: LogConfiguration,
    /// Seconds between SIGTERM and SIGKILL: at most 120 on Fargate.
    pub stop_timeout: u8,
    pub mount_points: [(); 0],
    pub volumes_from: [(); 0],
    pub system_controls: [(); 0],
}

/// A port that the container listens on.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PortMapping {
    pub container_port: Port,
    pub host_port: Port,
    pub name: String,
    pub protocol: TransportProtocol,
}

/// The protocol of a port.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TransportProtocol {
    Tcp,
}

/// An environment variable.
#[derive(Serialize)]
pub struct KeyValuePair {
    pub name: String,
    pub value: Text,
}

/// An environment variable whose value is fetched when the task starts.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Secret {
    pub name: String,
    pub value_from: Text,
}

/// How ECS tells whether a container is well. Every value is written, or each plan would show those that AWS adds.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ContainerHealthCheck {
    pub command: Vec<String>,
    /// Seconds: 5 to 300.
    pub interval: u16,
    /// 1 to 10.
    pub retries: u8,
    /// Seconds: 0 to 300.
    pub start_period: u16,
    /// Seconds: 2 to 60.
    pub timeout: u8,
}

/// What the container may ask of the kernel.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LinuxParameters {
    pub capabilities: KernelCapabilities,
    pub init_process_enabled: bool,
    pub tmpfs: Vec<Tmpfs>,
}

/// Rights of the superuser, one by one.
#[derive(Serialize)]
pub struct KernelCapabilities {
    pub add: [(); 0],
    pub drop: Vec<&'static str>,
}

/// A file system in memory, which counts as the task's memory.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Tmpfs {
    pub container_path: String,
    /// MiB.
    pub size: u16,
    pub mount_options: Vec<String>,
}

/// Where the container's output goes.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LogConfiguration {
    pub log_driver: LogDriver,
    pub options: AwslogsOptions,
}

/// The log drivers in use.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LogDriver {
    Awslogs,
}

/// Settings of the `awslogs` driver.
#[derive(Serialize)]
pub struct AwslogsOptions {
    #[serde(rename = "awslogs-group")]
    pub group: Ref<LogGroup, LogGroupName>,
    #[serde(rename = "awslogs-region")]
    pub region: String,
    #[serde(rename = "awslogs-stream-prefix")]
    pub stream_prefix: String,
    #[serde(rename = "mode")]
    pub mode: LogMode,
}

/// What happens when the log cannot be delivered as fast as it is written.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LogMode {
    /// The program goes on; what does not fit the buffer is lost.
    NonBlocking,
    /// The program waits: nothing is lost.
    Blocking,
}
