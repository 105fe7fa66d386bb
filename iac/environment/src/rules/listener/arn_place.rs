//! What is given by ARN is in the environment's account and region.

use aws::limits::Refused;

use crate::read::{Path, Report, at};
use crate::rules::Context;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    if let Some(arn) = &context.file.state.kms_key_arn {
        place(context, report, &at!["state", "kms_key_arn"], arn.region(), arn.account());
    }
    let given = context.file.load_balancer.listener.given_certificate.as_ref();
    if let Some(arn) = given.and_then(|given| given.certificate_arn.as_ref()) {
        let path = at!["load_balancer", "listener", "given-certificate", "certificate_arn"];
        place(context, report, &path, arn.region(), arn.account());
    }
    for (service, file) in &context.file.services {
        for (name, secret) in &file.secrets {
            if let Some(arn) = &secret.kms_key_arn {
                let path = at!["services", service.as_str(), "secrets", name.as_str(), "kms_key_arn"];
                place(context, report, &path, arn.region(), arn.account());
            }
        }
    }
}

fn place(context: &Context<'_>, report: &mut Report<'_>, path: &Path, region: &str, account: &str) {
    let here = &context.file.account;
    for (what, given, expected) in [
        ("region", region, here.region.as_ref().map(aws::limits::Region::as_str)),
        ("account", account, here.id.as_ref().map(aws::limits::AccountId::as_str)),
    ] {
        if let Some(expected) = expected.filter(|expected| *expected != given) {
            report.error(
                path,
                Refused::new(format!("is in the {what} `{given}`"))
                    .allowed(format!("`{expected}`, where the environment is")),
            );
        }
    }
}
