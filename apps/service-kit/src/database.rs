//! One SQL text for two databases: `SQLite` on a laptop, `PostgreSQL` in the cloud.
//!
//! The pools are typed; what a store sees is neither. Columns are `TEXT`, `BIGINT` and booleans, parameters are
//! `$1, $2, …`, and both databases understand the same statements. Rules that need a dialect (exclusion
//! constraints, triggers) live in the migrations, and arrive here as the same [`Violation`].

mod alone;
mod connect;
mod error;
mod lease;
mod migrate;
mod reader;
mod row;
mod setup;
mod statement;
mod transaction;

pub use connect::{Database, Login, Target};
pub use error::{Error, Violation};
pub use migrate::{MECHANISM, Migration, Migrations, NOT_EMPTIED};
pub use row::Row;
pub use setup::{Master, MasterSecret, Setup};
pub use statement::{Argument, Statement, sql};
pub use transaction::Transaction;
