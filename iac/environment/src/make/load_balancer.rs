//! What the load balancers have in common.

use aws::limits::{Days, IdleTimeout, Refused};

use super::required;
use crate::file::{self, Table};
use crate::read::{Report, at};
use crate::truth::{Listener, LoadBalancer};

/// Seconds that the load balancers keep an idle connection unless the file says otherwise.
pub(crate) const IDLE_TIMEOUT_SECONDS: u32 = 30;
const ACCESS_LOG_RETENTION_DAYS: u32 = 365;

pub(super) fn load_balancer(
    Table(file): Table<file::LoadBalancer>,
    report: &mut Report<'_>,
) -> Option<LoadBalancer> {
    let listener = listener(file.listener, report);
    let firewall = required(report, file.firewall, &at!["load_balancer", "firewall"], "true");
    Some(LoadBalancer {
        listener: listener?,
        firewall: firewall?,
        idle_timeout_seconds: file.idle_timeout_seconds.or(IdleTimeout::new(IDLE_TIMEOUT_SECONDS).ok())?,
        access_log_retention_days: file
            .access_log_retention_days
            .or(Days::new(ACCESS_LOG_RETENTION_DAYS).ok())?,
    })
}

const CHOICES: &str = "`issued-certificate`, `given-certificate` or `plain-http`";

fn listener(Table(file): Table<file::Listener>, report: &mut Report<'_>) -> Option<Listener> {
    let at = at!["load_balancer", "listener"];
    let example = "\"healthcare.example.com\"";
    match (file.issued_certificate, file.given_certificate, file.plain_http) {
        (Some(Table(file)), None, None) => {
            let at = at.join("issued-certificate");
            let domain = required(report, file.domain, &at.join("domain"), example);
            let zone = required(report, file.zone, &at.join("zone"), "\"example.com\"");
            Some(Listener::IssuedCertificate { domain: domain?, zone: zone? })
        }
        (None, Some(Table(file)), None) => {
            let at = at.join("given-certificate");
            let domain = required(report, file.domain, &at.join("domain"), example);
            let arn = "\"arn:aws:acm:<region>:<account>:certificate/<id>\"";
            let certificate_arn = required(report, file.certificate_arn, &at.join("certificate_arn"), arn);
            Some(Listener::GivenCertificate {
                domain: domain?,
                certificate_arn: certificate_arn?,
                zone: file.zone,
            })
        }
        (None, None, Some(_)) => Some(Listener::PlainHttp),
        (None, None, None) => {
            if report.tree.is_intact(&at) {
                let hint = "add `[load_balancer.listener.issued-certificate]` with `domain` and `zone`";
                report.error(
                    &at,
                    Refused::new("does not say what clients speak to").allowed(CHOICES).hint(hint),
                );
            }
            None
        }
        _ => {
            let refused = Refused::new("there is more than one").allowed(format!("one of {CHOICES}"));
            report.error(&at, refused.hint("remove all but one, here and in the shared defaults"));
            None
        }
    }
}
