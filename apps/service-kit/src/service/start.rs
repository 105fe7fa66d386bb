//! From configuration to a service that answers.

use std::{sync::Arc, time::Duration};

use axum::{Router, extract::FromRef};

use super::Service;
use crate::{
    auth::{DevelopmentKey, Gate, Issuer, Verifier},
    client::Client,
    config::{self, Config, Identity},
    database::{Database, Target},
    http::IdempotencyKey,
    openapi, print, server, telemetry,
};

/// A service, assembled and not yet listening.
pub struct App {
    /// What answers.
    pub router: Router,
    /// What it knows of its own state.
    pub health: server::Health,
    /// Its database.
    pub database: Database,
}

/// Everything but listening, so that tests can speak to the very same thing in process.
///
/// # Errors
/// A sentence, when the database cannot be opened or migrated, or the development key cannot be made.
pub async fn assemble<S: Service>(config: &Config, settings: &S::Settings) -> Result<App, String>
where
    Gate: FromRef<S::State>,
{
    let database = open(&config.database).await?;
    if config.migrate {
        migrate::<S>(&database).await?;
    }
    let database = match &config.reader {
        Some(reader) => database.with_reader(reader, config.database.connections),
        None => Ok(database),
    }
    .map_err(|error| format!("cannot open the database's reader: {error}"))?;
    let client = Arc::new(Client::default());
    let verifier = match &config.identity {
        Identity::Development(file) => Verifier::of_development(&DevelopmentKey::read_or_make(file)?),
        Identity::Issuer { url, audience, clients, scope_prefix } => {
            let issuer = Issuer::new(url.clone(), Arc::clone(&client));
            Verifier::of_issuer(url, issuer, audience.clone(), clients.clone(), scope_prefix.clone())
        }
    };
    let gate = Gate::new(database.clone(), Arc::new(verifier));
    let (routes, document) = openapi::split::<S>();
    let health = server::Health::new(database.clone(), S::READY_PATH, openapi::COMMIT, document);
    let routes = routes.with_state(S::state(gate, settings, client));
    Ok(App { router: server::surround(routes, &health, config), health, database })
}

/// Opens the database.
pub(super) async fn open(config: &config::Database) -> Result<Database, String> {
    if let Target::Sqlite(options) = &config.target
        && let Some(folder) = options.get_filename().parent()
    {
        crate::config::make_private(folder)
            .map_err(|error| format!("cannot make `{}`: {error}", folder.display()))?;
    }
    let opened = Database::open(&config.target, config.connections).await;
    opened.map_err(|error| format!("cannot open the database: {error}"))
}

/// Brings its tables up to date.
pub(super) async fn migrate<S: Service>(database: &Database) -> Result<(), String> {
    let migrated = database.migrate(S::MIGRATIONS).await;
    migrated.map_err(|error| format!("cannot migrate the database: {error}"))
}

pub(super) async fn serve<S: Service>(config: &Config, settings: &S::Settings) -> Result<(), String>
where
    Gate: FromRef<S::State>,
{
    telemetry::install(S::NAME, config.log_format, config.log_level);
    let app = assemble::<S>(config, settings).await?;
    let reports = tokio::spawn(report(config.clone(), S::NAME));
    let forgetting = tokio::spawn(forget(app.database.clone()));
    let listening = |address| {
        let url = config.base_url(address);
        tracing::info!(url, commit = openapi::COMMIT, "{} is listening", S::NAME);
        if matches!(config.identity, Identity::Development(_)) {
            let (name, scope) = (S::NAME, S::EXAMPLE_SCOPE);
            tracing::info!("for a token: cargo run -q -p {name} -- token --scope {scope}");
        }
    };
    let served = server::serve(app.router, config, app.health, listening).await;
    served.map_err(|error| {
        format!("cannot serve on {}: {error}; LISTEN_ADDR chooses another address", config.listen)
    })?;
    reports.abort();
    forgetting.abort();
    app.database.close().await;
    print_metrics(config, S::NAME);
    tracing::info!("stopped");
    Ok(())
}

async fn report(config: Config, service: &'static str) {
    let mut minute = tokio::time::interval(Duration::from_mins(1));
    minute.tick().await;
    loop {
        minute.tick().await;
        print_metrics(&config, service);
    }
}

fn print_metrics(config: &Config, service: &'static str) {
    let lines = telemetry::metrics::take(&config.metrics_namespace, service);
    if config.log_format == telemetry::Format::Json {
        for line in &lines {
            print::result(line);
        }
    }
}

async fn forget(database: Database) {
    let mut hour = tokio::time::interval(Duration::from_hours(1));
    hour.tick().await;
    loop {
        hour.tick().await;
        if let Err(error) = IdempotencyKey::forget_old(&database).await {
            tracing::warn!(%error, "cannot forget old idempotency keys");
        }
    }
}
