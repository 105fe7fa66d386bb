//! Migrations, compiled in. `SQLite` and `PostgreSQL` have a file each where their rules differ.

use std::borrow::Cow;

use sqlx::SqlSafeStr as _;
use sqlx::migrate::{MigrateError, MigrationType, Migrator};

use super::Error;

/// One migration: its version, what it does, and its text for each database.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Versions count up and are never reused.
    pub version: i64,
    /// A few words.
    pub description: &'static str,
    /// For `SQLite`.
    pub sqlite: &'static str,
    /// For `PostgreSQL`.
    pub postgres: &'static str,
}

/// All migrations of a service, oldest first.
pub type Migrations = &'static [Migration];

/// A database may be ahead of the program: while a deployment rolls, old and new run side by side.
pub(super) fn migrator(migrations: Migrations, text: fn(&Migration) -> &'static str) -> Migrator {
    let migrations = migrations
        .iter()
        .map(|migration| {
            sqlx::migrate::Migration::new(
                migration.version,
                Cow::Borrowed(migration.description),
                MigrationType::Simple,
                text(migration).into_sql_str(),
                false,
            )
        })
        .collect();
    let mut migrator = Migrator::with_migrations(migrations);
    migrator.set_ignore_missing(true);
    migrator
}

impl From<MigrateError> for Error {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::Execute(source) => source.into(),
            MigrateError::ExecuteMigration(source, version) => match Self::from(source) {
                Self::Failed(code) => Self::Failed(format!("migration {version}, {code}")),
                other => other,
            },
            MigrateError::VersionMismatch(version) => {
                Self::Failed(format!("migration {version} was changed after it had been applied"))
            }
            MigrateError::Dirty(version) => {
                Self::Failed(format!("migration {version} was left half applied"))
            }
            _ => Self::Failed("the migrations could not be applied".to_owned()),
        }
    }
}

/// The tables of the mechanism itself; every service's list begins with it.
pub const MECHANISM: Migration = Migration {
    version: 1,
    description: "audit trail and idempotency keys",
    sqlite: include_str!("../../migrations/0001_mechanism.sqlite.sql"),
    postgres: include_str!("../../migrations/0001_mechanism.postgres.sql"),
};
