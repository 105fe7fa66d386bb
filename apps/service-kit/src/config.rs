//! Configuration: environment variables, read once into one value that cannot be wrong. Every problem is reported
//! at once, by name, and without the value where that may be a secret.

mod cloud;
mod local;
mod login;
mod master;
mod reader;
mod settings;
mod task_role;

use std::{collections::BTreeSet, net::SocketAddr, path::PathBuf, time::Duration};

pub(crate) use cloud::is_trusted_url;
pub use local::{folder, make_private};
pub use master::{master_secret, no_master_secret};
pub use reader::Reader;
pub use settings::{Setting, all, of_database, setting, table};

use crate::{database::Target, telemetry::Format};

/// Everything that a service can be told.
#[derive(Clone)]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// Whether with TLS.
    pub tls: bool,
    /// Its database.
    pub database: Database,
    /// A copy of it, for reads that may be stale.
    pub reader: Option<Target>,
    /// Whether to migrate before serving.
    pub migrate: bool,
    /// Whose tokens are good.
    pub identity: Identity,
    /// How log lines look.
    pub log_format: Format,
    /// How much is logged of what this program itself does.
    pub log_level: tracing::Level,
    /// The namespace of the metrics.
    pub metrics_namespace: String,
    /// Time-outs and limits.
    pub limits: Limits,
}

/// A database: all that those are told who look after one, and neither serve nor know who may ask.
#[derive(Clone)]
pub struct Database {
    /// Which one, and how to log in.
    pub target: Target,
    /// At most so many connections to it.
    pub connections: u32,
}

/// Whose tokens are good.
#[derive(Clone)]
pub enum Identity {
    /// Those of this machine's own key, in this file.
    Development(PathBuf),
    /// Those of an issuer.
    Issuer {
        /// Its URL, exactly as tokens name it.
        url: String,
        /// The audience that tokens must name.
        audience: Option<String>,
        /// The clients that tokens may be issued to, where they name no audience.
        clients: BTreeSet<String>,
        /// What the issuer puts before our scopes.
        scope_prefix: String,
    },
}

/// Time-outs and limits of the server.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How long a request may take.
    pub request: Duration,
    /// How long a connection may be silent, between requests and within a header.
    pub keep_alive: Duration,
    /// So many requests at once; more are told 503.
    pub concurrent: usize,
    /// After SIGTERM: so long are connections still accepted, until the load balancer has noticed.
    pub shutdown_delay: Duration,
    /// After that: so long do requests have to finish.
    pub shutdown_timeout: Duration,
}

impl Config {
    /// Reads everything. What is wrong is in the reader afterwards.
    pub fn read(env: &mut Reader, service: &str, port: u16) -> Option<Self> {
        let listen = env.or("LISTEN_ADDR", SocketAddr::from(([127, 0, 0, 1], port)));
        let local = env.is_local();
        let database = Database::read(env, service);
        let reader = cloud::reader(env, database.as_ref().map(|database| &database.target));
        let sqlite = database.as_ref().is_some_and(|database| matches!(database.target, Target::Sqlite(_)));
        let identity = cloud::identity(env);
        // A time-out of nothing would refuse everything; a delay of nothing is none.
        let timeout =
            |env: &mut Reader, name, default| Duration::from_secs(env.range(name, default, 1, 3600));
        let delay = |env: &mut Reader, name, default| Duration::from_secs(env.range(name, default, 0, 3600));
        let tls = cloud::tls(env, listen);
        let config = Self {
            listen,
            tls,
            reader,
            migrate: env.switch("MIGRATE_AT_START", sqlite),
            log_format: env.code(
                "LOG_FORMAT",
                if local { Format::Text } else { Format::Json },
                &[("json", Format::Json), ("text", Format::Text)],
            ),
            log_level: env.or("LOG_LEVEL", tracing::Level::INFO),
            metrics_namespace: env.text("METRICS_NAMESPACE").unwrap_or_else(|| "healthcare-app".to_owned()),
            limits: Limits {
                request: timeout(env, "REQUEST_TIMEOUT_SECONDS", 10),
                keep_alive: timeout(env, "KEEP_ALIVE_SECONDS", if local { 10 } else { 35 }),
                concurrent: usize::try_from(env.range("MAX_CONCURRENT_REQUESTS", 512, 1, 100_000))
                    .unwrap_or(512),
                shutdown_delay: delay(env, "SHUTDOWN_DELAY_SECONDS", if local { 1 } else { 5 }),
                shutdown_timeout: delay(env, "SHUTDOWN_TIMEOUT_SECONDS", 20),
            },
            identity: identity?,
            database: database?,
        };
        Some(config)
    }

    /// Whether this is a person's own machine: a loopback listener and a loopback database.
    #[must_use]
    pub fn is_local(&self) -> bool {
        self.listen.ip().is_loopback() && cloud::is_local_database(&self.database.target)
    }

    /// Where a client on this machine finds the service.
    #[must_use]
    pub fn base_url(&self, listening: SocketAddr) -> String {
        format!("{}://{listening}", if self.tls { "https" } else { "http" })
    }
}

impl Database {
    /// Reads what says where the database is, and nothing else. What is wrong is in the reader afterwards.
    pub fn read(env: &mut Reader, service: &str) -> Option<Self> {
        let target = cloud::database(env, service);
        let connections = u32::try_from(env.range("DATABASE_MAX_CONNECTIONS", 5, 1, 100)).unwrap_or(5);
        Some(Self { target: target?, connections })
    }
}
