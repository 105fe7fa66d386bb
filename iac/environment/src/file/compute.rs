//! The shape of `[compute]`.

use aws::limits::{Base, Weight};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Table, word};

use crate::truth::{Architecture, ContainerInsights};

/// The cluster.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(inline)]
pub(crate) struct Compute {
    /// What the images are built for.
    #[serde(deserialize_with = "word")]
    pub(crate) architecture: Option<Architecture>,
    /// How much CloudWatch measures of the cluster.
    #[serde(deserialize_with = "word")]
    pub(crate) container_insights: Option<ContainerInsights>,
    /// Where tasks run: one of the two or both.
    pub(crate) capacity: Table<Capacity>,
}

/// Where tasks run.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
#[schemars(inline)]
pub(crate) struct Capacity {
    /// Tasks run until we stop them.
    pub(crate) fargate: Option<Table<Share>>,
    /// A third of the price, and AWS may take a task away after two minutes' notice.
    pub(crate) fargate_spot: Option<Table<Share>>,
}

/// A capacity provider's part of a service's tasks.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(inline)]
pub(crate) struct Share {
    /// Tasks that run here before the weights count; of one provider only. 0 unless given.
    pub(crate) base: Option<Base>,
    /// The share of all further tasks.
    pub(crate) weight: Option<Weight>,
}
