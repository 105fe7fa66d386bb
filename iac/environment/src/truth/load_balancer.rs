//! What the load balancers have in common.

use aws::limits::{CertificateArn, Days, DomainName, IdleTimeout};

use crate::text::LoadBalancerName;

/// What the load balancers have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadBalancer {
    /// What clients speak to.
    pub listener: Listener,
    /// Whether a web application firewall stands before them.
    pub firewall: bool,
    /// Seconds that an idle connection is kept; less than the services' own keep-alive.
    pub idle_timeout_seconds: IdleTimeout,
    /// Days that access logs are kept.
    pub access_log_retention_days: Days,
}

/// What clients speak to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listener {
    /// HTTPS with a certificate that ACM issues and renews, validated by DNS.
    IssuedCertificate {
        /// The name clients use.
        domain: DomainName,
        /// The public hosted zone in Route 53 that the name is in.
        zone: DomainName,
    },
    /// HTTPS with a certificate that exists.
    GivenCertificate {
        /// The name clients use.
        domain: DomainName,
        /// The certificate for that name.
        certificate_arn: CertificateArn,
        /// The public hosted zone in Route 53 to write the name into; without it, somebody else does.
        zone: Option<DomainName>,
    },
    /// HTTP, readable on the way. Not in production.
    PlainHttp,
}

impl Listener {
    /// The name that clients use for a load balancer: the domain for the main one, a name below it for any other.
    #[must_use]
    pub fn domain(&self, load_balancer: &LoadBalancerName) -> Option<String> {
        let (Self::IssuedCertificate { domain, .. } | Self::GivenCertificate { domain, .. }) = self else {
            return None;
        };
        Some(if load_balancer.is_main() { domain.to_string() } else { format!("{load_balancer}.{domain}") })
    }

    /// The hosted zone to write names into.
    #[must_use]
    pub fn zone(&self) -> Option<&DomainName> {
        match self {
            Self::IssuedCertificate { zone, .. } => Some(zone),
            Self::GivenCertificate { zone, .. } => zone.as_ref(),
            Self::PlainHttp => None,
        }
    }
}
