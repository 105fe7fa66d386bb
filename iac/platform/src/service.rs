//! A service: its group, its target group and rule, its task, and what keeps it running.

use aws::Tags;
use aws::ecs::{
    Cluster, DeploymentCircuitBreaker, NetworkConfiguration, PropagateTags, Service, ServiceLoadBalancer,
    Toggle,
};
use aws::elb::{
    Action, Condition, HealthCheck, ListenerRule, PathPattern, Protocol, TargetGroup, TargetType, TrafficPort,
};
use aws::sns::Topic;
use environment::ServiceName;
use terraform::{Handle, Lifecycle, Meta};

use crate::access;
use crate::cluster;
use crate::composition::Composition;
use crate::database::Database;
use crate::encryption::Keys;
use crate::endpoints::Endpoints;
use crate::images::{self, Images};
use crate::load_balancer::{Entrance, LoadBalancers};
use crate::network::Network;
use crate::{alarms, connections, scaling, task};

/// The path of a service that says whether it is up, without touching anything else.
pub(crate) const HEALTH_PATH: &str = "/health";

/// What a service is put into.
pub(crate) struct Surroundings<'s> {
    pub(crate) network: &'s Network,
    pub(crate) endpoints: &'s Endpoints,
    pub(crate) load_balancers: &'s LoadBalancers,
    pub(crate) cluster: Handle<Cluster>,
    pub(crate) keys: &'s Keys,
    pub(crate) topic: Handle<Topic>,
    /// The database that this stack makes, if it makes one.
    pub(crate) database: Option<&'s Database>,
}

/// A service as others see it.
pub(crate) struct Running<'e> {
    pub(crate) name: &'e ServiceName,
    pub(crate) service: Handle<Service>,
    pub(crate) target_group: Handle<TargetGroup>,
    pub(crate) images: Images,
}

/// Adds every service of the environment.
pub(crate) fn add_all<'e>(c: &mut Composition<'e>, around: &Surroundings<'_>) -> Vec<Running<'e>> {
    let environment = c.environment;
    let services = environment.services.iter().filter_map(|(name, settings)| {
        // An environment names a load balancer for every service.
        let entrance = around.load_balancers.get(&settings.load_balancer)?;
        Some(add(c, around, entrance, name, settings))
    });
    services.collect()
}

fn add<'e>(
    c: &mut Composition<'e>,
    around: &Surroundings<'_>,
    entrance: &Entrance,
    name: &'e ServiceName,
    settings: &'e environment::Service,
) -> Running<'e> {
    let environment = c.environment;
    let key = name.as_str();
    let group = access::group(c, around.network, key, format!("Tasks of {name}"));
    connections::add(c, around, entrance, &group, settings);

    let (target_group, rule) = route(c, around.network, entrance, name, settings);
    let images = images::add(c, name, around.keys);
    let task = task::add(c, around, name, settings, &images);
    let service = Service {
        availability_zone_rebalancing: Toggle::Enabled,
        capacity_provider_strategy: cluster::strategy(environment),
        cluster: around.cluster.arn(),
        deployment_circuit_breaker: DeploymentCircuitBreaker { enable: true, rollback: true },
        deployment_maximum_percent: 200,
        deployment_minimum_healthy_percent: 100,
        // There is no image yet; the first deployment raises the number to the minimum.
        desired_count: 0,
        enable_ecs_managed_tags: true,
        // It would need a shell and a file system that can be written to.
        enable_execute_command: false,
        force_new_deployment: true,
        health_check_grace_period_seconds: 60,
        load_balancer: ServiceLoadBalancer {
            container_name: key.to_owned(),
            container_port: settings.port,
            target_group_arn: target_group.arn(),
        },
        name: c.names.service(name),
        network_configuration: NetworkConfiguration {
            assign_public_ip: false,
            security_groups: vec![group.handle.id()],
            subnets: around.network.private_subnets.iter().map(|subnet| subnet.id()).collect(),
        },
        propagate_tags: PropagateTags::Service,
        task_definition: task.definition.arn(),
        wait_for_steady_state: false,
    };
    let meta = Meta::depends_on([rule.dependency(), task.ready])
        .and(Lifecycle { ignore_changes: Some(vec!["desired_count"]), ..Lifecycle::default() });
    let service = c.file("services").add_with(key, service, &meta);
    let running = Running { name, service, target_group, images };
    scaling::add(c, around.cluster, entrance, &running, settings);
    alarms::of_service(c, around, entrance, &running, task.log_group);
    running
}

/// Four hexadecimal digits that change with the text (FNV-1a, folded).
fn hash4(text: &str) -> String {
    let hash =
        text.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("{:04x}", (hash >> 16) ^ (hash & 0xffff))
}

/// How requests find the service.
fn route(
    c: &mut Composition<'_>,
    network: &Network,
    entrance: &Entrance,
    name: &ServiceName,
    settings: &environment::Service,
) -> (Handle<TargetGroup>, Handle<ListenerRule>) {
    let environment = c.environment;
    let names = c.names;
    let mut file = c.stack.file("services");
    // A change of the others replaces the target group, which needs another name while both exist; the service's own
    // name tells apart two that are cut to the same.
    let hash = hash4(&format!("{name}|{}|HTTPS|ip|{}", settings.port, environment.network.cidr));
    let target_group = file.add_with(
        name.as_str(),
        TargetGroup {
            deregistration_delay: "30".to_owned(),
            health_check: HealthCheck {
                enabled: true,
                healthy_threshold: 2,
                interval: 15,
                matcher: "200".to_owned(),
                path: HEALTH_PATH.to_owned(),
                port: TrafficPort::TrafficPort,
                protocol: Protocol::Https,
                timeout: 5,
                unhealthy_threshold: 3,
            },
            name: names.target_group(name, &hash),
            port: settings.port,
            protocol: Protocol::Https,
            tags: Tags::name(names.service(name)),
            target_type: TargetType::Ip,
            vpc_id: network.vpc.id(),
        },
        &Meta::create_before_destroy(),
    );
    let rule = ListenerRule {
        action: Action::Forward { target_group_arn: target_group.arn() },
        condition: Condition {
            path_pattern: PathPattern { values: settings.paths.iter().map(ToString::to_string).collect() },
        },
        listener_arn: entrance.listener.arn(),
        priority: settings.priority.get(),
        tags: Tags::name(names.service(name)),
    };
    (target_group, file.add(name.as_str(), rule))
}
