use serde::Serialize;
use terraform::{Arn, Attribute, Ref, Resource};

use super::{CapacityProviderStrategy, Cluster, TaskDefinition};
use crate::ec2::{SecurityGroup, Subnet};
use crate::elb::TargetGroup;
use crate::limits::Port;

/// Keeps a number of tasks running.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "the provider's arguments")]
pub struct Service {
    pub availability_zone_rebalancing: Toggle,
    pub capacity_provider_strategy: Vec<CapacityProviderStrategy>,
    pub cluster: Ref<Cluster, Arn>,
    pub deployment_circuit_breaker: DeploymentCircuitBreaker,
    pub deployment_maximum_percent: u16,
    pub deployment_minimum_healthy_percent: u16,
    /// How many tasks the service is created with.
    pub desired_count: u16,
    pub enable_ecs_managed_tags: bool,
    pub enable_execute_command: bool,
    /// Whether a change of the strategy is a deployment and not a replacement.
    pub force_new_deployment: bool,
    /// Seconds for which a starting task is not judged.
    pub health_check_grace_period_seconds: u16,
    pub load_balancer: ServiceLoadBalancer,
    pub name: String,
    pub network_configuration: NetworkConfiguration,
    pub propagate_tags: PropagateTags,
    pub task_definition: Ref<TaskDefinition, Arn>,
    pub wait_for_steady_state: bool,
}

impl Resource for Service {
    const TYPE: &'static str = "aws_ecs_service";
}

/// On or off.
#[derive(Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Toggle {
    Enabled,
    Disabled,
}

/// What happens to a deployment whose tasks do not come up.
#[derive(Serialize)]
pub struct DeploymentCircuitBreaker {
    pub enable: bool,
    pub rollback: bool,
}

/// Which container answers the load balancer.
#[derive(Serialize)]
pub struct ServiceLoadBalancer {
    pub container_name: String,
    pub container_port: Port,
    pub target_group_arn: Ref<TargetGroup, Arn>,
}

/// Where the tasks are in the network.
#[derive(Serialize)]
pub struct NetworkConfiguration {
    pub assign_public_ip: bool,
    pub security_groups: Vec<Ref<SecurityGroup>>,
    pub subnets: Vec<Ref<Subnet>>,
}

/// Whose tags the tasks get.
#[derive(Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PropagateTags {
    Service,
}

/// The kind of an attribute that is a service's name.
pub enum ServiceName {}

impl Service {
    /// The name.
    pub const NAME: Attribute<Self, ServiceName> = Attribute::new("name");
}
