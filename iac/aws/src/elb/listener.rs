use serde::Serialize;
use terraform::{Arn, HasArn, Ref, Resource};

use super::{Action, LoadBalancer};
use crate::Tags;
use crate::acm::CertificateValidation;
use crate::limits::{CertificateArn, Port};

/// A port of a load balancer.
#[derive(Serialize)]
pub struct Listener {
    pub default_action: Action,
    pub load_balancer_arn: Ref<LoadBalancer, Arn>,
    pub port: Port,
    #[serde(flatten)]
    pub protocol: ListenerProtocol,
    pub routing_http_response_server_enabled: bool,
    pub routing_http_response_strict_transport_security_header_value: Option<String>,
    pub routing_http_response_x_content_type_options_header_value: Option<String>,
    pub tags: Tags,
}

impl Resource for Listener {
    const TYPE: &'static str = "aws_lb_listener";
}
impl HasArn for Listener {}

/// What a listener speaks, with what that needs.
#[derive(Serialize)]
#[serde(tag = "protocol", rename_all = "UPPERCASE")]
pub enum ListenerProtocol {
    Http,
    Https { certificate_arn: ListenerCertificate, ssl_policy: SslPolicy },
}

/// The certificate of a listener.
#[derive(Serialize)]
#[serde(untagged)]
pub enum ListenerCertificate {
    /// One of the stack, once it is issued.
    Issued(Ref<CertificateValidation, Arn>),
    /// One that exists outside the stack.
    Given(CertificateArn),
}

/// The versions and ciphers of TLS that a listener offers.
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html>
#[derive(Serialize)]
pub enum SslPolicy {
    /// TLS 1.3 and 1.2, with forward secrecy and authenticated encryption only.
    #[serde(rename = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06")]
    Tls13And12Restricted,
}
