//! Amazon ECS: tasks and services.

mod cluster;
mod cluster_capacity_providers;
mod container_definition;
mod service;
mod task_definition;

pub use cluster::{
    Cluster, ClusterConfiguration, ClusterName, ClusterSetting, ContainerInsights,
    ExecuteCommandConfiguration, ExecuteCommandLogConfiguration, ExecuteCommandLogging,
    ManagedStorageConfiguration,
};
pub use cluster_capacity_providers::{CapacityProvider, CapacityProviderStrategy, ClusterCapacityProviders};
pub use container_definition::{
    AwslogsOptions, ContainerDefinition, ContainerHealthCheck, KernelCapabilities, KeyValuePair,
    LinuxParameters, LogConfiguration, LogDriver, LogMode, PortMapping, Secret, Tmpfs, TransportProtocol,
};
pub use service::{
    DeploymentCircuitBreaker, NetworkConfiguration, PropagateTags, Service, ServiceLoadBalancer, ServiceName,
    Toggle,
};
pub use task_definition::{
    Compatibility, CpuArchitecture, NetworkMode, OperatingSystemFamily, RuntimePlatform, TaskDefinition,
};
