//! Amazon EC2: the network.

mod default_security_group;
mod eip;
mod flow_log;
mod internet_gateway;
mod nat_gateway;
mod route;
mod route_table;
mod route_table_association;
mod security_group;
mod security_group_rule;
mod subnet;
mod vpc;
mod vpc_endpoint;
mod vpc_security_group_egress_rule;
mod vpc_security_group_ingress_rule;

pub use default_security_group::DefaultSecurityGroup;
pub use eip::{Domain, Eip};
pub use flow_log::{FlowLog, LogDestinationType, TrafficType};
pub use internet_gateway::InternetGateway;
pub use nat_gateway::NatGateway;
pub use route::{Route, RouteTarget};
pub use route_table::RouteTable;
pub use route_table_association::RouteTableAssociation;
pub use security_group::SecurityGroup;
pub use security_group_rule::{IpProtocol, Peer};
pub use subnet::Subnet;
pub use vpc::Vpc;
pub use vpc_endpoint::{EndpointKind, PrefixListId, VpcEndpoint};
pub use vpc_security_group_egress_rule::VpcSecurityGroupEgressRule;
pub use vpc_security_group_ingress_rule::VpcSecurityGroupIngressRule;
