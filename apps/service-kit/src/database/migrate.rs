//! Migrations, compiled in. `SQLite` and `PostgreSQL` have a file each where their rules differ.

use std::{borrow::Cow, fs::File, path::Path};

use sqlx::{
    Connection as _, Pool, SqlSafeStr as _, Sqlite,
    migrate::{MigrateError, MigrationType, Migrator},
};

use super::{Error, lease::Lender, setup};

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

/// Several first starts at the same moment take turns. `SQLite` has no lock that spans migrations, so the folder
/// of the file is locked: that leaves nothing behind, and ends with the process.
pub(super) async fn sqlite(pool: &Pool<Sqlite>, migrations: Migrations) -> Result<(), Error> {
    let options = pool.connect_options();
    let folder = options.get_filename().parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = File::open(folder.unwrap_or(Path::new("."))).map_err(sqlx::Error::Io)?;
    let locking = tokio::task::spawn_blocking(move || folder.lock().map(|()| folder));
    let _folder = locking.await.map_err(|_| sqlx::Error::WorkerCrashed)?.map_err(sqlx::Error::Io)?;
    migrator(migrations, |migration| migration.sqlite).run(pool).await?;
    Ok(())
}

/// On a connection of its own, which may take as long as it needs: an index of a large table is not made in the
/// time that a request has. `PostgreSQL` itself lets several starts take turns. Where those who serve are others than the
/// owner of the tables, they get their rights on the new ones.
pub(super) async fn postgres(lender: &Lender, migrations: Migrations) -> Result<(), Error> {
    let mut connection = lender.lend().await?.keep()?;
    sqlx::query("SET statement_timeout = 0").execute(&mut connection).await?;
    let migrated = match migrator(migrations, |migration| migration.postgres).run(&mut connection).await {
        Ok(()) => setup::give_rights(&mut connection).await,
        Err(error) => Err(error.into()),
    };
    connection.close().await?;
    migrated
}

/// A database may be ahead of the program: while a deployment rolls, old and new run side by side.
fn migrator(migrations: Migrations, text: fn(&Migration) -> &'static str) -> Migrator {
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

/// The tables of the mechanism itself; every service's list begins with it. A migration that was ever applied is not
/// edited any more: what changes is a new one.
pub const MECHANISM: Migration = Migration {
    version: 1,
    description: "audit trail and idempotency keys",
    sqlite: include_str!("../../migrations/0001_mechanism.sqlite.sql"),
    postgres: include_str!("../../migrations/0001_mechanism.postgres.sql"),
};

/// Audit trail and history cannot be emptied at once either; after the service's own first tables.
pub const NOT_EMPTIED: Migration = Migration {
    version: 3,
    description: "audit trail and history are not truncated",
    sqlite: include_str!("../../migrations/0003_not_emptied.sqlite.sql"),
    postgres: include_str!("../../migrations/0003_not_emptied.postgres.sql"),
};
