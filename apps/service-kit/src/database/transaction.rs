//! A connection of either database: a transaction to write in, or a single statement to read with.

use sqlx::{Postgres, Sqlite};

use super::{Argument, Error, Row, Statement, alone::Alone, lease::Lease};

/// A transaction. Dropped without [`Transaction::commit`], it is rolled back.
pub struct Transaction {
    pub(super) inner: Inner,
    /// Given back when the transaction has ended, however it did.
    pub(super) _alone: Option<Alone>,
}

pub(super) enum Inner {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(Lease),
}

/// Both databases take the same statement; only the types differ.
macro_rules! run {
    ($statement:expr, $executor:expr, $database:ty, $method:ident) => {{
        let (text, arguments) = $statement.into_parts();
        let mut query = sqlx::query::<$database>(sqlx::AssertSqlSafe(text));
        for argument in arguments {
            query = match argument {
                Argument::Text(value) => query.bind(value),
                Argument::Integer(value) => query.bind(value),
                Argument::Flag(value) => query.bind(value),
            };
        }
        query.$method($executor).await
    }};
}
pub(super) use run;

impl Transaction {
    /// Runs a statement and says how many rows it changed.
    ///
    /// # Errors
    /// When the database refuses the statement or cannot be reached; so for every method here.
    pub async fn execute(&mut self, statement: Statement) -> Result<u64, Error> {
        Ok(match &mut self.inner {
            Inner::Sqlite(connection) => run!(statement, &mut **connection, Sqlite, execute)?.rows_affected(),
            Inner::Postgres(lease) => {
                let answer = run!(statement, lease.ask()?, Postgres, execute);
                lease.answered(answer)?.rows_affected()
            }
        })
    }

    /// All rows of a query.
    ///
    /// # Errors
    /// As [`Transaction::execute`].
    pub async fn rows(&mut self, statement: Statement) -> Result<Vec<Row>, Error> {
        Ok(match &mut self.inner {
            Inner::Sqlite(connection) => {
                run!(statement, &mut **connection, Sqlite, fetch_all)?.into_iter().map(Row::Sqlite).collect()
            }
            Inner::Postgres(lease) => {
                let answer = run!(statement, lease.ask()?, Postgres, fetch_all);
                lease.answered(answer)?.into_iter().map(Row::Postgres).collect()
            }
        })
    }

    /// The first row of a query, if there is one.
    ///
    /// # Errors
    /// As [`Transaction::execute`].
    pub async fn row(&mut self, statement: Statement) -> Result<Option<Row>, Error> {
        Ok(match &mut self.inner {
            Inner::Sqlite(connection) => {
                run!(statement, &mut **connection, Sqlite, fetch_optional)?.map(Row::Sqlite)
            }
            Inner::Postgres(lease) => {
                let answer = run!(statement, lease.ask()?, Postgres, fetch_optional);
                lease.answered(answer)?.map(Row::Postgres)
            }
        })
    }

    /// Makes everything since the beginning durable.
    ///
    /// # Errors
    /// As [`Transaction::execute`]; then nothing of it happened.
    pub async fn commit(self) -> Result<(), Error> {
        match self.inner {
            Inner::Sqlite(transaction) => transaction.commit().await?,
            Inner::Postgres(lease) => lease.commit().await?,
        }
        Ok(())
    }
}
