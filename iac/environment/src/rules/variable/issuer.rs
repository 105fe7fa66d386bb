//! The issuer that a service is told of is the one that it may reach.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

const VARIABLE: &str = "OIDC_ISSUER";

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (name, service) in &context.file.services {
        let Some(told) = service.environment.get(VARIABLE) else {
            continue;
        };
        let path = at!["services", name.as_str(), "environment", VARIABLE];
        match &service.issuer {
            Some(issuer) if issuer.as_str() != told => {
                let refused = Refused::new(format!("is not the service's `issuer`, `{issuer}`"));
                report.error(
                    &path,
                    refused.hint("write the same address in both places: tokens name it to the letter"),
                );
            }
            None if !report.tree.is_hole(&at!["services", name.as_str(), "issuer"]) => {
                let refused = Refused::new("names an issuer that the service may not reach");
                report.error(
                    &path,
                    refused.hint(format!("write `issuer = {told:?}` under `[services.{name}]`")),
                );
            }
            _ => {}
        }
    }
}
