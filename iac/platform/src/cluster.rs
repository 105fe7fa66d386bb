//! The cluster that services run in.

use aws::ecs::{
    CapacityProvider, CapacityProviderStrategy, Cluster, ClusterCapacityProviders, ClusterConfiguration,
    ClusterSetting, ContainerInsights, ExecuteCommandConfiguration, ExecuteCommandLogConfiguration,
    ExecuteCommandLogging, ManagedStorageConfiguration,
};
use aws::logs::LogGroup;
use environment::Environment;
use terraform::{Handle, Meta};

use crate::composition::Composition;
use crate::encryption::Keys;

pub(crate) fn add(c: &mut Composition<'_>, keys: &Keys) -> Handle<Cluster> {
    let environment = c.environment;
    let names = c.names;
    let insights = insights_log_group_name(c);
    let mut file = c.stack.file("cluster");
    let mut log_group = |name: &str, full_name: String| {
        let retention_in_days = environment.observability.log_retention_days;
        let skip_destroy = environment.deletion_protection;
        file.add(
            name,
            LogGroup { kms_key_id: keys.logs.arn(), name: full_name, retention_in_days, skip_destroy },
        )
    };
    let commands = log_group("execute_command", names.log_group("cluster/execute-command"));
    // ECS would make this one itself, without a key and without an end.
    let insights = log_group("container_insights", insights);
    let cluster = file.add_with(
        "main",
        Cluster {
            configuration: ClusterConfiguration {
                execute_command_configuration: ExecuteCommandConfiguration {
                    kms_key_id: keys.logs.arn(),
                    log_configuration: ExecuteCommandLogConfiguration {
                        cloud_watch_encryption_enabled: true,
                        cloud_watch_log_group_name: commands.get(&LogGroup::NAME),
                    },
                    logging: ExecuteCommandLogging::Override,
                },
                managed_storage_configuration: ManagedStorageConfiguration {
                    fargate_ephemeral_storage_kms_key_id: keys.storage.arn(),
                },
            },
            name: names.prefix(),
            setting: ClusterSetting::ContainerInsights(match environment.compute.container_insights {
                environment::ContainerInsights::Disabled => ContainerInsights::Disabled,
                environment::ContainerInsights::Enabled => ContainerInsights::Enabled,
                environment::ContainerInsights::Enhanced => ContainerInsights::Enhanced,
            }),
        },
        &Meta::depends_on([insights.dependency()]),
    );
    let providers = ClusterCapacityProviders {
        // Both, so that a change of the strategy changes nothing else; the strategy decides what is used.
        capacity_providers: vec![CapacityProvider::Fargate, CapacityProvider::FargateSpot],
        cluster_name: cluster.get(&Cluster::NAME),
        default_capacity_provider_strategy: strategy(environment),
    };
    file.add("main", providers);
    cluster
}

/// The log group that Container Insights writes to.
pub(crate) fn insights_log_group_name(c: &Composition<'_>) -> String {
    format!("/aws/ecs/containerinsights/{}/performance", c.names.prefix())
}

/// What tasks run on, in the order of the providers' names.
pub(crate) fn strategy(environment: &Environment) -> Vec<CapacityProviderStrategy> {
    let part =
        |(provider, share): (&environment::CapacityProvider, &environment::Share)| CapacityProviderStrategy {
            base: share.base,
            capacity_provider: match provider {
                environment::CapacityProvider::Fargate => CapacityProvider::Fargate,
                environment::CapacityProvider::FargateSpot => CapacityProvider::FargateSpot,
            },
            weight: share.weight,
        };
    environment.compute.capacity.iter().map(part).collect()
}
