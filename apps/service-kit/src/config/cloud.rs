//! What must hold off a person's own machine. Half a configuration is refused with a sentence that says what to set.

use std::{collections::BTreeSet, net::SocketAddr};

use sqlx::{postgres::PgSslMode, sqlite::SqliteConnectOptions};
use url::{Host, Url};

use super::{Identity, Reader, local, login};
use crate::database::Target;

pub(super) fn tls(env: &mut Reader, listen: SocketAddr) -> bool {
    let loopback = listen.ip().is_loopback();
    match env.code("TLS", None, &[("auto", None), ("on", Some(true)), ("off", Some(false))]) {
        Some(false) if !loopback => {
            env.fail(
                "TLS",
                format!("`off` is only for a loopback LISTEN_ADDR, and this is {listen}; set TLS=on"),
            );
            true
        }
        choice => choice.unwrap_or(!loopback),
    }
}

pub(super) fn database(env: &mut Reader, service: &str) -> Option<Target> {
    let Some(text) = env.text("DATABASE_URL") else {
        if env.is_local() {
            let file = local::folder().join(format!("{service}.db"));
            return Some(Target::Sqlite(Box::new(SqliteConnectOptions::new().filename(file))));
        }
        let example = "postgres://user:password@host/database?sslmode=verify-full";
        env.fail(
            "DATABASE_URL",
            format!("is not set; off loopback a database must be named, such as {example}"),
        );
        return None;
    };
    target(env, "DATABASE_URL", &text)
}

/// Where reads that may be stale are answered, if not where everything else is.
pub(super) fn reader(env: &mut Reader, database: Option<&Target>) -> Option<Target> {
    const NAME: &str = "DATABASE_READER_URL";
    let text = env.text(NAME)?;
    let reader = target(env, NAME, &text)?;
    if let Target::Sqlite(_) = reader {
        env.fail(NAME, "SQLite has no readers that are behind; set a postgres:// URL, or take it away");
    } else if let Some(Target::Sqlite(_)) = database {
        env.fail(NAME, "is set, and DATABASE_URL names SQLite; set both, or take it away");
    }
    Some(reader)
}

/// A database that a variable names.
fn target(env: &mut Reader, name: &'static str, text: &str) -> Option<Target> {
    match Target::parse(text) {
        Err(problem) => {
            env.fail(name, problem);
            None
        }
        Ok(Target::Sqlite(_)) if env.is_on_ecs() => {
            let problem = "SQLite on ECS is one task's own and is lost with it; set a postgres:// URL";
            env.fail(name, problem);
            None
        }
        Ok(mut target) => {
            if !is_local_database(&target) && !is_verified(&target) {
                let problem =
                    "the database is not on loopback, so its TLS must be verified; add sslmode=verify-full";
                env.fail(name, problem);
            }
            login::login(env, name, text, &mut target);
            Some(target)
        }
    }
}

pub(super) fn is_local_database(target: &Target) -> bool {
    match target {
        Target::Sqlite(_) => true,
        Target::Postgres(options, _) => {
            let host = options.get_host();
            options.get_socket().is_some()
                || host == "localhost"
                || host.starts_with('/')
                || host.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
        }
    }
}

pub(super) fn is_verified(target: &Target) -> bool {
    match target {
        Target::Sqlite(_) => true,
        Target::Postgres(options, _) => matches!(options.get_ssl_mode(), PgSslMode::VerifyFull),
    }
}

pub(super) fn identity(env: &mut Reader) -> Option<Identity> {
    let audience = env.text("OIDC_AUDIENCE");
    let clients: BTreeSet<_> = env
        .text("OIDC_CLIENT_IDS")
        .iter()
        .flat_map(|list| list.split(','))
        .map(str::trim)
        .filter(|client| !client.is_empty())
        .map(str::to_owned)
        .collect();
    let scope_prefix = env.text("OIDC_SCOPE_PREFIX").unwrap_or_default();
    let Some(url) = env.text("OIDC_ISSUER") else {
        if !env.is_local() {
            let problem =
                "is not set; the development key is only for loopback, so name the issuer of access tokens";
            env.fail("OIDC_ISSUER", problem);
            return None;
        }
        let file = env.text("DEVELOPMENT_KEY").map(Into::into);
        return Some(Identity::Development(
            file.unwrap_or_else(|| local::folder().join("development-key.pem")),
        ));
    };
    if audience.is_none() && clients.is_empty() {
        env.fail(
            "OIDC_AUDIENCE",
            "is not set, nor is OIDC_CLIENT_IDS; set one, or every token of the issuer were good",
        );
    }
    check_url(env, "OIDC_ISSUER", &url);
    Some(Identity::Issuer { url, audience, clients, scope_prefix })
}

/// A base URL: https, or http on loopback.
pub(super) fn check_url(env: &mut Reader, name: &str, text: &str) -> bool {
    let problem = match Url::parse(text) {
        Err(error) => format!("`{text}` is not a URL: {error}"),
        Ok(url) if url.query().is_some() || url.fragment().is_some() || !url.username().is_empty() => {
            "must have no query, fragment or user".to_owned()
        }
        Ok(_) if is_trusted_url(text) => return true,
        Ok(_) => format!("`{text}` must begin with https:// (http:// only to loopback)"),
    };
    env.fail(name, problem);
    false
}

/// Whether what an address says can be relied on: https, or http that does not leave the machine.
pub(crate) fn is_trusted_url(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| match url.scheme() {
        "https" => url.host().is_some(),
        "http" => is_loopback(&url),
        _ => false,
    })
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

impl Reader<'_> {
    /// The base URL of another service: https, or http on loopback, without a slash at its end.
    pub fn service_url(&mut self, name: &str) -> Option<String> {
        let text = self.text(name)?;
        check_url(self, name, &text).then(|| text.trim_end_matches('/').to_owned())
    }
}
