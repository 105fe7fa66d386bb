use serde::Serialize;
use terraform::{Ref, Resource};

use super::{Cluster, ClusterName};
use crate::limits::{Base, Weight};

/// What a cluster may run tasks on.
#[derive(Serialize)]
pub struct ClusterCapacityProviders {
    pub capacity_providers: Vec<CapacityProvider>,
    pub cluster_name: Ref<Cluster, ClusterName>,
    pub default_capacity_provider_strategy: Vec<CapacityProviderStrategy>,
}

impl Resource for ClusterCapacityProviders {
    const TYPE: &'static str = "aws_ecs_cluster_capacity_providers";
}

/// What Fargate offers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CapacityProvider {
    Fargate,
    /// Cheaper, and taken away with two minutes' notice.
    FargateSpot,
}

/// How many tasks run on what.
#[derive(Clone, Copy, Serialize)]
pub struct CapacityProviderStrategy {
    /// The first tasks that run here.
    pub base: Base,
    pub capacity_provider: CapacityProvider,
    /// The share of the others.
    pub weight: Weight,
}
