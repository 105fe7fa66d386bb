//! Elastic Load Balancing.

mod action;
mod listener;
mod listener_rule;
mod load_balancer;
mod target_group;

pub use action::{Action, ContentType, FixedResponse, Redirect, RedirectStatus};
pub use listener::{Listener, ListenerCertificate, ListenerProtocol, SslPolicy};
pub use listener_rule::{Condition, ListenerRule, PathPattern};
pub use load_balancer::{
    AccessLogs, ArnSuffix, CanonicalZoneId, DesyncMitigationMode, DnsName, LoadBalancer, LoadBalancerType,
};
pub use target_group::{HealthCheck, Protocol, TargetGroup, TargetType, TrafficPort};
