//! The VPC and its subnets.

use std::collections::BTreeMap;

use aws::limits::{AvailabilityZone, VpcCidr};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The VPC and its subnets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    /// The VPC's addresses.
    pub cidr: VpcCidr,
    /// At least two.
    pub zones: BTreeMap<AvailabilityZone, Zone>,
    /// The private subnets' way out.
    pub nat: Nat,
    /// The private subnets' way to AWS's own services.
    pub interface_endpoints: InterfaceEndpoints,
}

/// The subnets of one availability zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// For the load balancers and NAT gateways.
    pub public: VpcCidr,
    /// For the tasks.
    pub private: VpcCidr,
}

/// The private subnets' way out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum Nat {
    /// There is none; tasks reach AWS through interface endpoints.
    None,
    /// One gateway, in the first zone; cheap, and that zone takes everybody's way out with it.
    Single,
    /// One gateway in each zone.
    OnePerAz,
}

impl Nat {
    /// How many gateways that is.
    #[must_use]
    pub const fn gateways(self, zones: usize) -> usize {
        match self {
            Self::None => 0,
            Self::Single => 1,
            Self::OnePerAz => zones,
        }
    }
}

/// The private subnets' way to AWS's own services.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum InterfaceEndpoints {
    /// Through the NAT gateways; S3 always has its gateway endpoint.
    None,
    /// Through endpoints for every service that tasks need.
    Required,
}
