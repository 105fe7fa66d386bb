//! What a service calls, it can reach: load balancers and issuers are on the internet.

use aws::limits::Refused;

use crate::read::{Path, Report, at};
use crate::rules::Context;
use crate::truth::Nat;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    if context.file.network.nat != Some(Nat::None) {
        return;
    }
    for (name, service) in &context.file.services {
        if !service.calls.is_empty() {
            unreachable(report, &at!["services", name.as_str(), "calls"], "the load balancer's public name");
        }
        if let Some(issuer) = &service.issuer {
            unreachable(report, &at!["services", name.as_str(), "issuer"], &format!("`{}`", issuer.host()));
        }
    }
}

fn unreachable(report: &mut Report<'_>, path: &Path, what: &str) {
    let refused = Refused::new(format!("there is no way to {what}: `network.nat` is `none`"));
    report.error(path, refused.hint("choose `nat = \"single\"` or `\"one-per-az\"`"));
}
