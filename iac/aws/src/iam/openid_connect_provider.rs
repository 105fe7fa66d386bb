use serde::Serialize;
use terraform::{HasArn, Resource};

/// A provider of identities outside AWS, whose tokens roles may trust.
#[derive(Serialize)]
pub struct OpenidConnectProvider {
    pub client_id_list: Vec<&'static str>,
    pub url: &'static str,
}

impl Resource for OpenidConnectProvider {
    const TYPE: &'static str = "aws_iam_openid_connect_provider";
}
impl HasArn for OpenidConnectProvider {}
