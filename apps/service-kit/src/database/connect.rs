//! Which database, and its pools: one writer and a few readers on `SQLite`, one pool on `PostgreSQL`.

use std::{
    fs::OpenOptions, io::ErrorKind, os::unix::fs::OpenOptionsExt as _, path::Path, str::FromStr as _,
    time::Duration,
};

use sqlx::{
    ConnectOptions as _, Connection as _, Postgres, Sqlite, SqliteConnection,
    postgres::PgConnectOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use super::{
    Argument, Error, Migrations, Row, Statement, Transaction,
    alone::Names,
    lease::{ACQUIRE_TIMEOUT, Lender},
    migrate,
    reader::Reader,
    statement::sql,
    transaction::{Inner, run},
};
use crate::aws::TaskRole;

/// `SQLite` readers; writes go through one connection, as there is one lock anyway.
const SQLITE_READERS: u32 = 4;
/// Where servers of Amazon RDS are found, and Aurora's too.
const RDS: &str = ".rds.amazonaws.com";
/// What they are verified by. Compiled in, as the image has no file but the program.
const RDS_ROOTS: &[u8] = include_bytes!("rds.pem");

/// Which database, and how to reach it. Holds the password, so it has no `Debug`.
#[derive(Clone)]
pub enum Target {
    /// A file.
    Sqlite(Box<SqliteConnectOptions>),
    /// A server, and how to log in there.
    Postgres(Box<PgConnectOptions>, Login),
}

/// How to log in to a server.
#[derive(Clone)]
pub enum Login {
    /// With the password of the URL, if there is one.
    Password,
    /// With tokens in the place of passwords, made in the name of the task's role.
    Iam(TaskRole),
}

/// An open database. Cheap to clone.
#[derive(Clone)]
pub struct Database {
    pool: Pool,
    reader: Option<Reader>,
}

#[derive(Clone)]
enum Pool {
    Sqlite { writer: sqlx::Pool<Sqlite>, readers: sqlx::Pool<Sqlite>, names: Names },
    Postgres(Lender),
}

impl Target {
    /// Reads `sqlite://path` or `postgres://…`.
    ///
    /// # Errors
    /// A sentence that never repeats the value, as it may hold a password.
    pub fn parse(value: &str) -> Result<Self, String> {
        let wrong = |scheme: &str| format!("is not a complete {scheme}:// URL");
        if value.starts_with("sqlite:") {
            let options = SqliteConnectOptions::from_str(value).map_err(|_| wrong("sqlite"))?;
            return Ok(Self::Sqlite(Box::new(options)));
        }
        if value.starts_with("postgres://") || value.starts_with("postgresql://") {
            let mut options = PgConnectOptions::from_str(value).map_err(|_| wrong("postgres"))?;
            if options.get_host().ends_with(RDS) && !value.contains("sslrootcert=") {
                options = options.ssl_root_cert_from_pem(RDS_ROOTS.to_vec());
            }
            return Ok(Self::Postgres(Box::new(options), Login::Password));
        }
        Err("starts with neither sqlite:// nor postgres://".to_owned())
    }
}

impl Database {
    /// Makes the pools. `SQLite` files are opened at once; a server is first spoken to when it is needed, so that
    /// a service starts, and answers its health check, while its database is away.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub async fn open(target: &Target, connections: u32) -> Result<Self, Error> {
        match target {
            Target::Sqlite(options) => open_sqlite(options).await,
            Target::Postgres(options, login) => {
                let lender = Lender::new(limited(options), login.clone(), connections)?;
                Ok(Self { pool: Pool::Postgres(lender), reader: None })
            }
        }
    }

    /// With a copy that answers [`Database::stale_rows`], by as many connections of its own. It is spoken to when it is
    /// needed; it takes no change, and nobody is less ready without it.
    ///
    /// # Errors
    /// As [`Database::open`].
    pub fn with_reader(self, target: &Target, connections: u32) -> Result<Self, Error> {
        // A file has no copies.
        let Target::Postgres(options, login) = target else { return Ok(self) };
        let options = limited(options).options([("default_transaction_read_only", "on")]);
        let lender = Lender::new(options, login.clone(), connections)?;
        Ok(Self { reader: Some(Reader::new(lender)), ..self })
    }

    /// Applies what is missing. Safe when several start at once.
    ///
    /// # Errors
    /// When a migration fails; it is then not applied at all.
    pub async fn migrate(&self, migrations: Migrations) -> Result<(), Error> {
        match &self.pool {
            Pool::Sqlite { writer, .. } => migrate::sqlite(writer, migrations).await,
            Pool::Postgres(lender) => migrate::postgres(lender, migrations).await,
        }
    }

    /// Begins a transaction that may write: on `SQLite` it takes the write lock at once, as a later upgrade would
    /// fail without waiting.
    ///
    /// # Errors
    /// When no connection can be had in time; so for every method here.
    pub async fn begin(&self) -> Result<Transaction, Error> {
        let inner = match &self.pool {
            Pool::Sqlite { writer, .. } => Inner::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Pool::Postgres(lender) => Inner::Postgres(lender.begin().await?),
        };
        Ok(Transaction { inner, _alone: None })
    }

    /// Begins a transaction that holds a name until it ends: none, where another one holds it.
    ///
    /// # Errors
    /// As [`Database::begin`].
    pub async fn begin_alone(&self, name: String) -> Result<Option<Transaction>, Error> {
        match &self.pool {
            Pool::Sqlite { names, .. } => {
                let Some(alone) = names.take(name) else { return Ok(None) };
                Ok(Some(Transaction { _alone: Some(alone), ..self.begin().await? }))
            }
            Pool::Postgres(_) => {
                let mut transaction = self.begin().await?;
                let lock = sql("SELECT 1 AS one WHERE pg_try_advisory_xact_lock(hashtextextended($1, 0))");
                Ok(transaction.row(lock.bind(name)).await?.map(|_| transaction))
            }
        }
    }

    /// All rows of a query, outside any transaction.
    ///
    /// # Errors
    /// As [`Database::begin`].
    pub async fn rows(&self, statement: Statement) -> Result<Vec<Row>, Error> {
        Ok(match &self.pool {
            Pool::Sqlite { readers, .. } => {
                run!(statement, readers, Sqlite, fetch_all)?.into_iter().map(Row::Sqlite).collect()
            }
            Pool::Postgres(lender) => {
                let mut lease = lender.lend().await?;
                let answer = run!(statement, lease.ask()?, Postgres, fetch_all);
                lease.answered(answer)?.into_iter().map(Row::Postgres).collect()
            }
        })
    }

    /// All rows of a query, as they are or were a moment ago: from the reader, where there is one that answers. Nothing that
    /// is found so may be what a change is checked against.
    ///
    /// # Errors
    /// As [`Database::begin`].
    pub async fn stale_rows(&self, statement: Statement) -> Result<Vec<Row>, Error> {
        if let Some(reader) = &self.reader
            && let Some(rows) = reader.rows(statement.clone()).await
        {
            return Ok(rows.into_iter().map(Row::Postgres).collect());
        }
        self.rows(statement).await
    }

    /// The first row of a query, if there is one.
    ///
    /// # Errors
    /// As [`Database::begin`].
    pub async fn row(&self, statement: Statement) -> Result<Option<Row>, Error> {
        Ok(match &self.pool {
            Pool::Sqlite { readers, .. } => {
                run!(statement, readers, Sqlite, fetch_optional)?.map(Row::Sqlite)
            }
            Pool::Postgres(lender) => {
                let mut lease = lender.lend().await?;
                let answer = run!(statement, lease.ask()?, Postgres, fetch_optional);
                lease.answered(answer)?.map(Row::Postgres)
            }
        })
    }

    /// Lets running statements end and closes every connection.
    pub async fn close(&self) {
        if let Some(reader) = &self.reader {
            reader.close().await;
        }
        match &self.pool {
            Pool::Sqlite { writer, readers, .. } => {
                readers.close().await;
                writer.close().await;
            }
            Pool::Postgres(lender) => lender.close().await,
        }
    }
}

/// A query that outlives its request holds a connection that others wait for.
fn limited(options: &PgConnectOptions) -> PgConnectOptions {
    let limits = [("statement_timeout", "8000"), ("idle_in_transaction_session_timeout", "15000")];
    options.clone().disable_statement_logging().options(limits)
}

/// Write-ahead logging, and `synchronous=FULL`: what was acknowledged survives the power going out.
async fn open_sqlite(options: &SqliteConnectOptions) -> Result<Database, Error> {
    make_private(options.get_filename())?;
    let options = options
        .clone()
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .disable_statement_logging();
    let pool = |connections| {
        SqlitePoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(ACQUIRE_TIMEOUT)
            // A file does not go away as a server does; it is looked at when the connection comes back.
            .test_before_acquire(false)
            .after_release(|connection, _| Box::pin(is_reusable(connection)))
    };
    let writer = pool(1).connect_with(options.clone()).await?;
    let readers = pool(SQLITE_READERS).connect_lazy_with(options);
    Ok(Database { pool: Pool::Sqlite { writer, readers, names: Names::default() }, reader: None })
}

/// Makes the file if it is not there, for its owner only; `SQLite` gives those it puts beside it the same mode.
fn make_private(file: &Path) -> Result<(), Error> {
    // `sqlite::memory:` is no file.
    if file.as_os_str().as_encoded_bytes().starts_with(b"file:") {
        return Ok(());
    }
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(file) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(sqlx::Error::Io(error).into()),
        _ => Ok(()),
    }
}

/// Whether a connection is out of its transaction, as it must be for the next one. On a full disk `SQLite` rolls back by
/// itself, sqlx's own rollback then fails, and the connection would refuse to begin anything ever again.
async fn is_reusable(connection: &mut SqliteConnection) -> sqlx::Result<bool> {
    // Behind the rollback of a dropped transaction, which is still under way.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

#[cfg(test)]
mod tests {
    use rustls::{
        RootCertStore,
        pki_types::{CertificateDer, pem::PemObject as _},
    };

    use super::*;

    /// The roots are compared by what `Debug` shows of them: there is no getter.
    fn trusts_rds(url: &str) -> bool {
        let Ok(Target::Postgres(options, _)) = Target::parse(url) else { panic!("{url} is no URL") };
        format!("{options:?}").contains("Inline")
    }

    #[test]
    fn servers_of_rds_are_verified_by_its_roots_and_others_are_not() {
        let host = "app.cluster-abc.us-east-1.rds.amazonaws.com";
        assert!(trusts_rds(&format!("postgres://app:word@{host}/app?sslmode=verify-full")));
        assert!(!trusts_rds(&format!(
            "postgres://app:word@{host}/app?sslmode=verify-full&sslrootcert=/own.pem"
        )));
        assert!(!trusts_rds("postgres://app:word@db.example.com/app?sslmode=verify-full"));
        assert!(!trusts_rds("postgres://app:word@rds.amazonaws.com.example.com/app?sslmode=verify-full"));
    }

    #[test]
    fn every_root_is_one() {
        let roots: Vec<_> = CertificateDer::pem_slice_iter(RDS_ROOTS).map(Result::unwrap).collect();
        let (added, ignored) = RootCertStore::empty().add_parsable_certificates(roots);
        // Three of each of 27 regions.
        assert_eq!((added, ignored), (81, 0));
    }
}
