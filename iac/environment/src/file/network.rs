//! The shape of `[network]`.

use std::collections::BTreeMap;

use aws::limits::{AvailabilityZone, VpcCidr};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Table, word};

use crate::truth::{InterfaceEndpoints, Nat};

/// The VPC and its subnets.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(inline)]
pub(crate) struct Network {
    /// The VPC's addresses: no other environment's, so that the two could be connected one day.
    pub(crate) cidr: Option<VpcCidr>,
    /// The private subnets' way out.
    #[serde(deserialize_with = "word")]
    pub(crate) nat: Option<Nat>,
    /// The private subnets' way to AWS's own services. `none` needs NAT.
    #[serde(deserialize_with = "word")]
    pub(crate) interface_endpoints: Option<InterfaceEndpoints>,
    /// At least two availability zones, each with its subnets.
    pub(crate) zones: BTreeMap<AvailabilityZone, Table<Zone>>,
}

/// The subnets of one availability zone.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(inline)]
pub(crate) struct Zone {
    /// The subnet of the load balancers and NAT gateways: /27 or larger.
    pub(crate) public: Option<VpcCidr>,
    /// The subnet of the tasks.
    pub(crate) private: Option<VpcCidr>,
    /// The subnet of the database, with no way out and none in from outside the VPC: /28 or larger. Only, and always, with
    /// `[database.managed]`.
    pub(crate) isolated: Option<VpcCidr>,
}
