//! What a deployment may do to tables that are in use: add.

use appointment_service::AppointmentService;
use patient_service::PatientService;
use service_kit::{
    database::{Migration, Migrations},
    service::Service,
};

/// Far beyond those that will ever be.
const VERSION: i64 = 9_000_000;

const PATIENTS: Migration = Migration {
    version: VERSION,
    description: "a column and an index that the older program does not know",
    sqlite: "ALTER TABLE patient ADD COLUMN added_later TEXT NOT NULL DEFAULT 'unknown'; \
             CREATE INDEX patient_added_later ON patient (added_later);",
    postgres: "ALTER TABLE patient ADD COLUMN added_later TEXT NOT NULL DEFAULT 'unknown'; \
               CREATE INDEX patient_added_later ON patient (added_later);",
};
const APPOINTMENTS: Migration = Migration {
    version: VERSION,
    description: "a column and an index that the older program does not know",
    sqlite: "ALTER TABLE appointment ADD COLUMN added_later TEXT NOT NULL DEFAULT 'unknown'; \
             CREATE INDEX appointment_added_later ON appointment (added_later);",
    postgres: "ALTER TABLE appointment ADD COLUMN added_later TEXT NOT NULL DEFAULT 'unknown'; \
               CREATE INDEX appointment_added_later ON appointment (added_later);",
};

/// The migrations of a service, and one more that only adds.
pub fn expanded<S: Service>() -> Migrations {
    let expansion = match S::NAME {
        PatientService::NAME => PATIENTS,
        AppointmentService::NAME => APPOINTMENTS,
        other => panic!("say how the tables of {other} are expanded"),
    };
    [S::MIGRATIONS, &[expansion]].concat().leak()
}
