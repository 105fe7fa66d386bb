//! How many tasks a service has: between bounds, by load and by the clock.

use aws::autoscaling::{
    Policy, PolicyType, PredefinedMetric, ScalableDimension, ScalableTargetAction, ScheduledAction,
    ServiceNamespace, Target, TargetTracking,
};
use aws::ecs::{Cluster, Service};
use aws::elb::{LoadBalancer, TargetGroup};
use terraform::{Handle, Meta, text};

use crate::composition::Composition;
use crate::load_balancer::Entrance;
use crate::service::Running;

pub(crate) fn add(
    c: &mut Composition<'_>,
    cluster: Handle<Cluster>,
    entrance: &Entrance,
    running: &Running<'_>,
    settings: &environment::Service,
) {
    let names = c.names;
    let key = running.name.as_str();
    let scaling = &settings.scaling;
    let mut file = c.stack.file("scaling");
    // A schedule changes the bounds; a plan must not change them back. So a later change of the service's own bounds does
    // nothing, as the file's schema and the generated README say.
    let meta = if scaling.schedules.is_empty() {
        Meta::default()
    } else {
        Meta::ignore_changes(["max_capacity", "min_capacity"])
    };
    let target = file.add_with(
        key,
        Target {
            max_capacity: scaling.maximum,
            min_capacity: scaling.minimum,
            resource_id: text![
                "service/",
                cluster.get(&Cluster::NAME),
                "/",
                running.service.get(&Service::NAME)
            ],
            scalable_dimension: ScalableDimension::EcsServiceDesiredCount,
            service_namespace: ServiceNamespace::Ecs,
        },
        &meta,
    );
    let requests = PredefinedMetric::AlbRequestCountPerTarget {
        resource_label: text![
            entrance.handle.get(&LoadBalancer::ARN_SUFFIX),
            "/",
            running.target_group.get(&TargetGroup::ARN_SUFFIX),
        ],
    };
    let policies = [
        ("cpu", scaling.cpu_percent.into(), PredefinedMetric::EcsServiceAverageCpuUtilization),
        ("memory", scaling.memory_percent.into(), PredefinedMetric::EcsServiceAverageMemoryUtilization),
        ("requests", scaling.requests_per_target, requests),
    ];
    for (metric, target_value, predefined_metric_specification) in policies {
        let policy = Policy {
            name: format!("{}-{metric}", names.service(running.name)),
            policy_type: PolicyType::TargetTrackingScaling,
            resource_id: target.get(&Target::RESOURCE_ID),
            scalable_dimension: ScalableDimension::EcsServiceDesiredCount,
            service_namespace: ServiceNamespace::Ecs,
            target_tracking_scaling_policy_configuration: TargetTracking {
                predefined_metric_specification,
                scale_in_cooldown: 300,
                scale_out_cooldown: 60,
                target_value,
            },
        };
        file.add(format!("{key}_{metric}"), policy);
    }
    for (name, schedule) in &scaling.schedules {
        let action = ScheduledAction {
            name: format!("{}-{name}", names.service(running.name)),
            resource_id: target.get(&Target::RESOURCE_ID),
            scalable_dimension: ScalableDimension::EcsServiceDesiredCount,
            scalable_target_action: ScalableTargetAction {
                max_capacity: schedule.maximum.to_string(),
                min_capacity: schedule.minimum.to_string(),
            },
            schedule: schedule.schedule.clone(),
            service_namespace: ServiceNamespace::Ecs,
            timezone: schedule.time_zone.clone(),
        };
        file.add(format!("{key}_{name}"), action);
    }
}
