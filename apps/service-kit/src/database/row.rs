//! A row of either database, read by column name.

use jiff::Timestamp;
use sqlx::Row as _;
use uuid::Uuid;

use super::Error;

/// One row of a result.
pub enum Row {
    /// From `SQLite`.
    Sqlite(sqlx::sqlite::SqliteRow),
    /// From `PostgreSQL`.
    Postgres(sqlx::postgres::PgRow),
}

impl Row {
    fn get<T>(&self, column: &str) -> Result<T, Error>
    where
        T: for<'r> sqlx::Decode<'r, sqlx::Sqlite> + sqlx::Type<sqlx::Sqlite>,
        T: for<'r> sqlx::Decode<'r, sqlx::Postgres> + sqlx::Type<sqlx::Postgres>,
    {
        match self {
            Self::Sqlite(row) => Ok(row.try_get(column)?),
            Self::Postgres(row) => Ok(row.try_get(column)?),
        }
    }

    /// A `TEXT` column that may not be null.
    ///
    /// # Errors
    /// When the column is missing, null or of another type; so for every method here.
    pub fn text(&self, column: &str) -> Result<String, Error> {
        self.get(column)
    }

    /// A `TEXT` column that may be null.
    ///
    /// # Errors
    /// As [`Row::text`].
    pub fn optional_text(&self, column: &str) -> Result<Option<String>, Error> {
        self.get(column)
    }

    /// A `BIGINT` column.
    ///
    /// # Errors
    /// As [`Row::text`].
    pub fn integer(&self, column: &str) -> Result<i64, Error> {
        self.get(column)
    }

    /// A boolean column.
    ///
    /// # Errors
    /// As [`Row::text`].
    pub fn flag(&self, column: &str) -> Result<bool, Error> {
        self.get(column)
    }

    /// An id.
    ///
    /// # Errors
    /// As [`Row::text`], and when the text is no UUID.
    pub fn id(&self, column: &str) -> Result<Uuid, Error> {
        self.text(column)?.parse().map_err(|_| Error::Content("an id that is no UUID"))
    }

    /// An instant, stored as microseconds since 1970.
    ///
    /// # Errors
    /// As [`Row::text`], and when the number is out of range.
    pub fn instant(&self, column: &str) -> Result<Timestamp, Error> {
        to_instant(self.integer(column)?)
    }

    /// An instant that may be null.
    ///
    /// # Errors
    /// As [`Row::instant`].
    pub fn optional_instant(&self, column: &str) -> Result<Option<Timestamp>, Error> {
        self.get::<Option<i64>>(column)?.map(to_instant).transpose()
    }

    /// A JSON document stored as text.
    ///
    /// # Errors
    /// As [`Row::text`], and when the document is not of this type.
    pub fn json<T: serde::de::DeserializeOwned>(&self, column: &str) -> Result<T, Error> {
        // The parser's own message could quote the document, so it is not kept.
        serde_json::from_str(&self.text(column)?)
            .map_err(|_| Error::Content("a stored document of another shape"))
    }
}

fn to_instant(microseconds: i64) -> Result<Timestamp, Error> {
    Timestamp::from_microsecond(microseconds).map_err(|_| Error::Content("an instant out of range"))
}
