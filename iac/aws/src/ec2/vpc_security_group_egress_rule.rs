use serde::Serialize;
use terraform::{HasArn, Ref, Resource};

use super::{IpProtocol, Peer, SecurityGroup};
use crate::limits::Port;

/// To whom the members of a security group may open connections.
#[derive(Serialize)]
pub struct VpcSecurityGroupEgressRule {
    pub description: String,
    pub from_port: Port,
    pub ip_protocol: IpProtocol,
    #[serde(flatten)]
    pub peer: Peer,
    pub security_group_id: Ref<SecurityGroup>,
    pub to_port: Port,
}

impl Resource for VpcSecurityGroupEgressRule {
    const TYPE: &'static str = "aws_vpc_security_group_egress_rule";
}
impl HasArn for VpcSecurityGroupEgressRule {}
