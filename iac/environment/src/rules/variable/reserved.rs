//! Some variables are set by the platform, from what the file says elsewhere.

use aws::limits::Refused;

use crate::file::Service;
use crate::read::{Report, at};
use crate::rules::Context;
use crate::text::EnvVar;

/// What tells a service of a database that is this stack's own.
const OF_DATABASE: [&str; 6] = [
    "DATABASE_AUTH",
    "DATABASE_MASTER_SECRET_ARN",
    "DATABASE_MASTER_SECRET_FILE",
    "DATABASE_MAX_CONNECTIONS",
    "DATABASE_READER_URL",
    "DATABASE_URL",
];

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (name, service) in &context.file.services {
        let plain = service.environment.keys().map(|variable| ("environment", variable));
        for (table, variable) in plain.chain(service.secrets.keys().map(|variable| ("secrets", variable))) {
            if let Some(set_from) = set_from(context, service, variable) {
                let refused = Refused::new(format!("`{variable}` is set by the platform"));
                report.error(
                    &at!["services", name.as_str(), table, variable.as_str()],
                    refused.hint(format!("remove it: it comes from {set_from}")),
                );
                if table == "environment" {
                    report.hide_value();
                }
            }
        }
    }
}

/// What the platform sets a variable from, if it does.
pub(super) fn set_from(context: &Context<'_>, service: &Service, variable: &EnvVar) -> Option<&'static str> {
    let name = variable.as_str();
    match name {
        _ if context.file.database.managed.is_some() && OF_DATABASE.contains(&name) => {
            Some("`[database.managed]`")
        }
        _ if service.calls.iter().any(|call| call.url_variable() == name) => Some("`calls`"),
        "LISTEN_ADDR" => Some("`port`"),
        _ if name.ends_with("_SERVICE_URL") => Some("`calls`"),
        "AWS_REGION" | "AWS_DEFAULT_REGION" | "AWS_EXECUTION_ENV" => Some("Amazon ECS"),
        "AWS_ACCESS_KEY_ID" | "AWS_SECRET_ACCESS_KEY" | "AWS_SESSION_TOKEN" => Some("the task's role"),
        _ if name.starts_with("ECS_") || name.starts_with("AWS_CONTAINER_") => Some("Amazon ECS"),
        _ => None,
    }
}
