#![doc = include_str!("../README.md")]

pub mod patients;
pub mod scopes;
mod seed;

use std::sync::Arc;

use service_kit::{
    auth::Gate,
    client::Client,
    config::{Reader, Setting},
    database::{Database, MECHANISM, Migration, Migrations, NOT_EMPTIED},
    service::Service,
};
use utoipa_axum::router::OpenApiRouter;

/// The service.
pub struct PatientService;

impl Service for PatientService {
    const NAME: &'static str = "patient-service";
    const ABOUT: &'static str = "Keeps patients: who they are, how to reach them, and who changed what.";
    const PORT: u16 = 3000;
    const READY_PATH: &'static str = "/api/patients/ready";
    const SETTINGS: &'static [Setting] = &[];
    const EXAMPLE_SCOPE: &'static str = "patients:read";
    const MIGRATIONS: Migrations = &[
        MECHANISM,
        Migration {
            version: 2,
            description: "patients and the keys they are found by",
            sqlite: include_str!("../migrations/0002_patients.sqlite.sql"),
            postgres: include_str!("../migrations/0002_patients.postgres.sql"),
        },
        NOT_EMPTIED,
    ];

    type State = Gate;
    type Settings = ();

    fn settings(_: &mut Reader) {}

    fn state(gate: Gate, (): &(), _: Arc<Client>) -> Gate {
        gate
    }

    fn routes() -> OpenApiRouter<Gate> {
        patients::router()
    }

    async fn seed(database: &Database) -> Result<String, String> {
        seed::seed(database).await
    }
}
