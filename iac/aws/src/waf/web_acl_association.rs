use serde::Serialize;
use terraform::{Arn, Ref, Resource};

use super::WebAcl;
use crate::elb::LoadBalancer;

/// Puts a firewall before a load balancer.
#[derive(Serialize)]
pub struct WebAclAssociation {
    pub resource_arn: Ref<LoadBalancer, Arn>,
    pub web_acl_arn: Ref<WebAcl, Arn>,
}

impl Resource for WebAclAssociation {
    const TYPE: &'static str = "aws_wafv2_web_acl_association";
}
