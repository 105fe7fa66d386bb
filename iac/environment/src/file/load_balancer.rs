//! The shape of `[load_balancer]`.

use aws::limits::{CertificateArn, Days, DomainName, IdleTimeout};
use schemars::JsonSchema;
use serde::Deserialize;

use super::Table;

/// What the load balancers have in common.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(inline)]
pub(crate) struct LoadBalancer {
    /// What clients speak to: exactly one of the three.
    pub(crate) listener: Table<Listener>,
    /// Whether a web application firewall stands before them.
    pub(crate) firewall: Option<bool>,
    /// Seconds that an idle connection is kept: less than the services' own keep-alive. 30 unless given.
    pub(crate) idle_timeout_seconds: Option<IdleTimeout>,
    /// Days that access logs are kept. 365 unless given.
    pub(crate) access_log_retention_days: Option<Days>,
}

/// What clients speak to.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
#[schemars(inline, extend("maxProperties" = 1))]
pub(crate) struct Listener {
    /// HTTPS with a certificate that ACM issues and renews, validated by DNS.
    pub(crate) issued_certificate: Option<Table<IssuedCertificate>>,
    /// HTTPS with a certificate that exists.
    pub(crate) given_certificate: Option<Table<GivenCertificate>>,
    /// HTTP, readable on the way: `[load_balancer.listener.plain-http]`. Not in production.
    pub(crate) plain_http: Option<Table<PlainHttp>>,
}

/// HTTPS with a certificate that ACM issues.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(inline)]
pub(crate) struct IssuedCertificate {
    /// The name clients use.
    pub(crate) domain: Option<DomainName>,
    /// The public hosted zone in Route 53 that the name is in.
    pub(crate) zone: Option<DomainName>,
}

/// HTTPS with a certificate that exists.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(inline)]
pub(crate) struct GivenCertificate {
    /// The name clients use.
    pub(crate) domain: Option<DomainName>,
    /// The certificate for that name, in ACM, in the same region.
    pub(crate) certificate_arn: Option<CertificateArn>,
    /// The public hosted zone in Route 53 to write the name into; without it, somebody else does.
    pub(crate) zone: Option<DomainName>,
}

/// HTTP. There is nothing to say about it.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(inline)]
pub(crate) struct PlainHttp {}
