use serde::Serialize;
use terraform::{Arn, Ref};

use super::{Protocol, TargetGroup};

/// What a listener does with a request.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Action {
    FixedResponse { fixed_response: FixedResponse },
    Forward { target_group_arn: Ref<TargetGroup, Arn> },
    Redirect { redirect: Redirect },
}

/// An answer that the load balancer gives itself.
#[derive(Serialize)]
pub struct FixedResponse {
    pub content_type: ContentType,
    pub message_body: String,
    /// A status code, as the provider wants it: in text.
    pub status_code: String,
}

/// The media types that a fixed response may have.
#[derive(Serialize)]
pub enum ContentType {
    #[serde(rename = "application/json")]
    Json,
}

/// Sends the client elsewhere.
#[derive(Serialize)]
pub struct Redirect {
    /// A port, as the provider wants it: in text.
    pub port: String,
    pub protocol: Protocol,
    pub status_code: RedirectStatus,
}

/// The status code of a redirect.
#[derive(Serialize)]
pub enum RedirectStatus {
    #[serde(rename = "HTTP_301")]
    MovedPermanently,
}
