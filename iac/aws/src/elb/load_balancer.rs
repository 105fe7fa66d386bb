use serde::Serialize;
use terraform::{Attribute, HasArn, Ref, Resource};

use crate::ec2::{SecurityGroup, Subnet};
use crate::limits::IdleTimeout;
use crate::s3::Bucket;

/// An application load balancer.
#[derive(Serialize)]
pub struct LoadBalancer {
    pub access_logs: AccessLogs,
    pub desync_mitigation_mode: DesyncMitigationMode,
    pub drop_invalid_header_fields: bool,
    pub enable_deletion_protection: bool,
    /// Seconds after which an idle connection is closed.
    pub idle_timeout: IdleTimeout,
    pub internal: bool,
    pub load_balancer_type: LoadBalancerType,
    pub name: String,
    pub security_groups: Vec<Ref<SecurityGroup>>,
    pub subnets: Vec<Ref<Subnet>>,
}

impl Resource for LoadBalancer {
    const TYPE: &'static str = "aws_lb";
}
impl HasArn for LoadBalancer {}

/// Where requests are recorded.
#[derive(Serialize)]
pub struct AccessLogs {
    pub bucket: Ref<Bucket>,
    pub enabled: bool,
    pub prefix: String,
}

/// What happens to requests that servers could read in two ways.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DesyncMitigationMode {
    Strictest,
}

/// The kinds of load balancers that understand HTTP.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LoadBalancerType {
    Application,
}

/// The kind of an attribute that is the name by which a load balancer is reached.
pub enum DnsName {}

/// The kind of an attribute that is the hosted zone of a load balancer's own name.
pub enum CanonicalZoneId {}

/// The kind of an attribute that is the part of an ARN by which CloudWatch and autoscaling name a resource.
pub enum ArnSuffix {}

impl LoadBalancer {
    /// The name by which it is reached, such as `main-1234567890.us-east-1.elb.amazonaws.com`.
    pub const DNS_NAME: Attribute<Self, DnsName> = Attribute::new("dns_name");
    /// The hosted zone of that name, for alias records.
    pub const ZONE_ID: Attribute<Self, CanonicalZoneId> = Attribute::new("zone_id");
    /// `app/name/id`.
    pub const ARN_SUFFIX: Attribute<Self, ArnSuffix> = Attribute::new("arn_suffix");
}
