use serde::Serialize;
use terraform::Ref;

use super::{PrefixListId, SecurityGroup, VpcEndpoint};

/// The other side of a security group's rule: exactly one of the provider's arguments.
#[derive(Serialize)]
pub enum Peer {
    #[serde(rename = "cidr_ipv4")]
    Cidr(String),
    #[serde(rename = "prefix_list_id")]
    PrefixList(Ref<VpcEndpoint, PrefixListId>),
    #[serde(rename = "referenced_security_group_id")]
    SecurityGroup(Ref<SecurityGroup>),
}

/// The protocol of a security group's rule.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
pub enum IpProtocol {
    Tcp,
}
