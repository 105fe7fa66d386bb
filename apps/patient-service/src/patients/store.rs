//! Where patients are kept. A change, its history, its audit record and its idempotency key are one transaction.

mod keys;
mod read;
mod write;

pub(super) use read::{get, list, search};
pub use write::insert_seed;
pub(super) use write::{create, delete, replace};

use service_kit::database::{Statement, sql};

/// The columns that a record is read from.
fn select() -> Statement {
    sql("SELECT p.id, p.version, p.created_at, p.updated_at, p.deleted_at, p.content FROM patient p")
}
