//! Where appointments are kept. A change, its history, its audit record and its idempotency key are one
//! transaction; that nothing is booked twice is the schema's own rule.

mod conflicts;
mod read;
mod row;
mod seed;
mod write;

pub(super) use conflicts::busy;
pub(super) use read::{get, list};
pub(crate) use seed::insert_seed;
pub(super) use write::{change_status, create, creation, delete, replace, replay, transition};

use service_kit::database::{Statement, sql};

/// The columns that a record is read from.
fn select() -> Statement {
    sql("SELECT id, version, created_at, updated_at, deleted_at, patient_id, content FROM appointment")
}
