use serde::Serialize;
use terraform::{Arn, Ref, Resource};

use super::WebAcl;
use crate::logs::LogGroup;

/// Records what a firewall decided, without what must not be recorded.
#[derive(Serialize)]
pub struct WebAclLoggingConfiguration {
    pub log_destination_configs: Vec<Ref<LogGroup, Arn>>,
    pub redacted_fields: Vec<RedactedField>,
    pub resource_arn: Ref<WebAcl, Arn>,
}

impl Resource for WebAclLoggingConfiguration {
    const TYPE: &'static str = "aws_wafv2_web_acl_logging_configuration";
}

/// A part of a request that is not recorded.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RedactedField {
    QueryString {},
    SingleHeader { name: String },
}
