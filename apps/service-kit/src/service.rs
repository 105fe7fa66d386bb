//! What a service is, and its command line: everything around the domain.

mod commands;
mod help;
mod start;
mod token;

use std::{future::Future, process::ExitCode, sync::Arc};

use axum::extract::FromRef;
use utoipa_axum::router::OpenApiRouter;

pub use commands::run;
pub use start::{App, assemble};

use crate::{
    auth::Gate,
    client::Client,
    config::{Reader, Setting},
    database::{Database, Migrations},
};

/// A service: its name, its tables, its routes.
pub trait Service: Send + Sync + Sized + 'static {
    /// `patient-service`.
    const NAME: &'static str;
    /// One sentence.
    const ABOUT: &'static str;
    /// Where it listens on a person's own machine.
    const PORT: u16;
    /// The path of readiness that the load balancer forwards.
    const READY_PATH: &'static str;
    /// Environment variables of its own.
    const SETTINGS: &'static [Setting];
    /// Its tables.
    const MIGRATIONS: Migrations;
    /// An example of a scope, for the line that says how to get a token.
    const EXAMPLE_SCOPE: &'static str;
    /// What its handlers share.
    type State: Clone + Send + Sync + 'static;
    /// What its own variables say.
    type Settings: Clone + Send + Sync;

    /// Reads its own variables.
    fn settings(env: &mut Reader) -> Self::Settings;

    /// What its handlers share. The database is behind the gate.
    fn state(gate: Gate, settings: &Self::Settings, client: Arc<Client>) -> Self::State
    where
        Gate: FromRef<Self::State>;

    /// Its routes, which are also its `OpenAPI` document.
    fn routes() -> OpenApiRouter<Self::State>;

    /// Fills an empty database with believable, synthetic records and says what it made.
    fn seed(database: &Database) -> impl Future<Output = Result<String, String>> + Send;
}

/// The whole of a service's `main`.
#[must_use]
pub fn main<S: Service>() -> ExitCode
where
    Gate: FromRef<S::State>,
{
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    run::<S>(&arguments)
}
