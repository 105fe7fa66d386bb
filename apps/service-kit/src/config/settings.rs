//! The table of environment variables that `--help` prints.

use std::fmt::Write as _;

/// Where help begins, behind names.
const COLUMN: usize = 26;

/// One environment variable.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// Its name.
    pub name: &'static str,
    /// What holds when it is not set.
    pub default: &'static str,
    /// What it says.
    pub help: &'static str,
}

/// Where the database is, and how to log in.
const DATABASE: &[Setting] = &[
    setting(
        "DATABASE_URL",
        "sqlite:// under target/dev",
        "sqlite://PATH or postgres://…; not on loopback: sslmode=verify-full",
    ),
    setting(
        "DATABASE_AUTH",
        "password",
        "password, iam; iam: a token in the place of a password, on Amazon RDS",
    ),
    setting("AWS_REGION", "none", "of database and secret, for what is asked of AWS; ECS sets it"),
    setting(
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "none",
        "where the task role's credentials are, with which AWS is asked; ECS sets it",
    ),
    setting(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "none",
        "the same elsewhere, with AWS_CONTAINER_AUTHORIZATION_TOKEN or …_TOKEN_FILE",
    ),
    setting(
        "DATABASE_MASTER_SECRET_ARN",
        "none",
        "of database-setup only: where Secrets Manager has {\"username\": …, \"password\": …}",
    ),
    setting("DATABASE_MASTER_SECRET_FILE", "none", "the same off AWS: a file that only its owner can read"),
    setting(
        "AWS_ENDPOINT_URL_SECRETS_MANAGER",
        "that of AWS_REGION",
        "https URL of another one, for DATABASE_MASTER_SECRET_ARN",
    ),
    setting("DATABASE_MAX_CONNECTIONS", "5", "of this process, to each server; tasks times this must fit it"),
];

/// What only who serves reads, or asks who serves.
const SERVER: &[Setting] = &[
    setting("LISTEN_ADDR", "", "address and port; TLS is on where it is not loopback"),
    setting(
        "DATABASE_READER_URL",
        "none: DATABASE_URL",
        "postgres://… of a copy that answers lists, searches, histories and free times",
    ),
    setting(
        "MIGRATE_AT_START",
        "on for SQLite, else off",
        "on, off; elsewhere run `migrate` before a deployment",
    ),
    setting(
        "OIDC_ISSUER",
        "none: the development key",
        "https URL of the issuer, exactly as in `iss`; needed off loopback",
    ),
    setting("OIDC_AUDIENCE", "none", "what `aud` must name"),
    setting("OIDC_CLIENT_IDS", "none", "comma separated; for tokens without `aud`, such as Cognito's"),
    setting("OIDC_SCOPE_PREFIX", "none", "what the issuer puts before scopes, such as healthcare-app/"),
    setting("DEVELOPMENT_KEY", "target/dev/development-key.pem", "file of the development key"),
    setting("TLS", "auto", "auto, on, off; off only on loopback"),
    setting("LOG_FORMAT", "text on loopback, else json", "text, json; json also prints metrics"),
    setting("LOG_LEVEL", "info", "error, warn, info, debug, trace; of this program only"),
    setting("METRICS_NAMESPACE", "healthcare-app", "CloudWatch namespace"),
    setting("REQUEST_TIMEOUT_SECONDS", "10", "then 503"),
    setting("MAX_CONCURRENT_REQUESTS", "512", "more are told 503 at once"),
    setting("KEEP_ALIVE_SECONDS", "35, loopback 10", "must exceed the load balancer's idle time-out"),
    setting("SHUTDOWN_DELAY_SECONDS", "5, loopback 1", "after SIGTERM, still accept for so long"),
    setting("SHUTDOWN_TIMEOUT_SECONDS", "20", "then, let requests finish for so long"),
];

/// A row of the table.
#[must_use]
pub const fn setting(name: &'static str, default: &'static str, help: &'static str) -> Setting {
    Setting { name, default, help }
}

/// Everything that is understood, with a service's own settings last.
pub fn all(own: &'static [Setting]) -> impl Iterator<Item = &'static Setting> {
    of_database().chain(SERVER).chain(own)
}

/// What whoever looks after a database reads, and nobody reads more.
pub fn of_database() -> impl Iterator<Item = &'static Setting> {
    DATABASE.iter()
}

/// The whole table.
#[must_use]
pub fn table(port: u16, own: &'static [Setting]) -> String {
    let server = SERVER.iter().chain(own);
    format!(
        "Environment variables of the database, all that migrate and database-setup read:\n{}\n\
         Environment variables of who serves:\n{}",
        rows(port, of_database()),
        rows(port, server)
    )
}

fn rows(port: u16, settings: impl Iterator<Item = &'static Setting>) -> String {
    let mut text = String::new();
    for row in settings {
        let listen = format!("127.0.0.1:{port}");
        let default = if row.name == "LISTEN_ADDR" { &listen } else { row.default };
        // A name that is longer than its column has a line to itself.
        let beside = if row.name.len() < COLUMN { row.name } else { "" };
        if beside.is_empty() {
            let _ = writeln!(text, "  {}", row.name);
        }
        let _ = writeln!(text, "  {beside:<COLUMN$}{}\n  {:<COLUMN$}default: {default}", row.help, "");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: &[Setting] =
        &[setting("SHORT", "none", "help"), setting("A_NAME_THAT_IS_LONGER_THAN_THAT", "none", "it")];

    #[test]
    fn help_stands_in_one_column_whatever_the_names() {
        let table = rows(3000, ROWS.iter());
        let indent = " ".repeat(2 + COLUMN);
        for text in ["  SHORT                     help\n", &format!("  {}\n{indent}it\n", ROWS[1].name)] {
            assert!(table.contains(text), "{text}: {table}");
        }
    }
}
