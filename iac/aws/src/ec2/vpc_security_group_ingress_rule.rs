use serde::Serialize;
use terraform::{HasArn, Ref, Resource};

use super::{IpProtocol, Peer, SecurityGroup};
use crate::limits::Port;

/// Who may open connections to the members of a security group.
#[derive(Serialize)]
pub struct VpcSecurityGroupIngressRule {
    pub description: String,
    pub from_port: Port,
    pub ip_protocol: IpProtocol,
    #[serde(flatten)]
    pub peer: Peer,
    pub security_group_id: Ref<SecurityGroup>,
    pub to_port: Port,
}

impl Resource for VpcSecurityGroupIngressRule {
    const TYPE: &'static str = "aws_vpc_security_group_ingress_rule";
}
impl HasArn for VpcSecurityGroupIngressRule {}
