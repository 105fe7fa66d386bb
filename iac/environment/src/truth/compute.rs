//! The cluster.

use std::collections::BTreeMap;

use aws::limits::{Base, Weight};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compute {
    /// What the images are built for.
    pub architecture: Architecture,
    /// How much CloudWatch measures.
    pub container_insights: ContainerInsights,
    /// Where tasks run; never empty, at most one share has a base, at least one has a weight.
    pub capacity: BTreeMap<CapacityProvider, Share>,
}

/// What the images are built for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[schemars(inline)]
pub enum Architecture {
    /// Graviton; a fifth cheaper.
    #[serde(rename = "arm64")]
    Arm64,
    /// Intel and AMD.
    #[serde(rename = "x86-64")]
    X86_64,
}

/// How much CloudWatch measures of the cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum ContainerInsights {
    /// Nothing.
    Disabled,
    /// Clusters and services.
    Enabled,
    /// Tasks and containers, too.
    Enhanced,
}

/// Who provides a task's machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum CapacityProvider {
    /// Tasks run until we stop them.
    Fargate,
    /// A third of the price, and AWS may take the machine back after two minutes' notice.
    FargateSpot,
}

/// A capacity provider's part of a service's tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// Tasks that run here before the weights count.
    pub base: Base,
    /// The share of all further tasks.
    pub weight: Weight,
}
