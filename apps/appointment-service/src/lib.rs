#![doc = include_str!("../README.md")]

pub mod appointments;
mod patients;
pub mod scopes;
mod seed;

use std::sync::Arc;

use axum::extract::FromRef;
use service_kit::{
    auth::Gate,
    client::Client,
    config::{Reader, Setting, setting},
    database::{Database, MECHANISM, Migration, Migrations, NOT_EMPTIED},
    service::Service,
};
use utoipa_axum::router::OpenApiRouter;

use patients::{PatientDirectory, Source};

/// The service.
pub struct AppointmentService;

/// What handlers share: the database behind its gate, and the way to ask about patients.
#[derive(Clone)]
pub struct State {
    gate: Gate,
    patients: Arc<PatientDirectory>,
}

impl FromRef<State> for Gate {
    fn from_ref(state: &State) -> Self {
        state.gate.clone()
    }
}

impl FromRef<State> for Arc<PatientDirectory> {
    fn from_ref(state: &State) -> Self {
        Self::clone(&state.patients)
    }
}

impl Service for AppointmentService {
    const NAME: &'static str = "appointment-service";
    const ABOUT: &'static str =
        "Keeps appointments, and never books a practitioner or a patient twice at one time.";
    const PORT: u16 = 3001;
    const READY_PATH: &'static str = "/api/appointments/ready";
    const SETTINGS: &'static [Setting] = &[setting(
        "PATIENT_SERVICE_URL",
        "http://127.0.0.1:3000, none off loopback",
        "base URL of patient-service; `off`, on loopback only, books without asking",
    )];
    const EXAMPLE_SCOPE: &'static str = "appointments:read";
    const MIGRATIONS: Migrations = &[
        MECHANISM,
        Migration {
            version: 2,
            description: "appointments, and the rule against double booking",
            sqlite: include_str!("../migrations/0002_appointments.sqlite.sql"),
            postgres: include_str!("../migrations/0002_appointments.postgres.sql"),
        },
        NOT_EMPTIED,
    ];

    type State = State;
    type Settings = Source;

    fn settings(env: &mut Reader) -> Source {
        Source::read(env)
    }

    fn state(gate: Gate, source: &Source, client: Arc<Client>) -> State {
        State { gate, patients: Arc::new(PatientDirectory::new(source.clone(), client)) }
    }

    fn routes() -> OpenApiRouter<State> {
        appointments::router()
    }

    async fn seed(database: &Database) -> Result<String, String> {
        seed::seed(database).await
    }
}
