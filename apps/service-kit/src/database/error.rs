//! What can go wrong in a database, without a single stored value in the message.

use std::fmt;

use crate::aws::NoCredentials;

/// A rule of the schema that refused a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Violation {
    /// A unique index.
    Unique,
    /// An exclusion constraint, or a trigger that says `overlap`.
    Overlap,
    /// Any other constraint or trigger.
    Other,
}

/// A failed statement.
#[derive(Debug)]
pub enum Error {
    /// The schema refused it.
    Refused(Violation),
    /// The database could not be reached, was busy too long, or went away; trying again may help.
    Unavailable(String),
    /// The disk is full.
    Full,
    /// The database aborted the transaction in favour of another one.
    Aborted,
    /// What is stored is not what the program stores.
    Content(&'static str),
    /// Anything else, by its code only.
    Failed(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(violation) => write!(f, "the schema refused it: {violation:?}"),
            Self::Unavailable(why) => write!(f, "the database is unavailable: {why}"),
            Self::Full => f.write_str("the database's disk is full"),
            Self::Aborted => f.write_str("the database aborted the transaction in favour of another one"),
            Self::Content(what) => write!(f, "the database holds {what}"),
            Self::Failed(code) => write!(f, "the statement failed: {code}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(source) => from_code(source.as_ref()),
            // What the operating system says; never a value.
            sqlx::Error::Io(source) => Self::Unavailable(source.to_string()),
            sqlx::Error::Configuration(source) if source.is::<NoCredentials>() => {
                Self::Unavailable(format!("no token to log in with: {source}"))
            }
            sqlx::Error::Tls(_) => Self::Unavailable("TLS could not be established".to_owned()),
            sqlx::Error::PoolTimedOut => Self::Unavailable(
                "no connection could be had in time: the server does not answer, or all are in use"
                    .to_owned(),
            ),
            sqlx::Error::PoolClosed => Self::Unavailable("the pool is closed".to_owned()),
            sqlx::Error::WorkerCrashed => Self::Unavailable("its thread ended".to_owned()),
            sqlx::Error::Protocol(_) => Self::Unavailable("the connection broke".to_owned()),
            sqlx::Error::ColumnNotFound(column) => Self::Failed(format!("no column {column}")),
            sqlx::Error::ColumnDecode { index, .. } => {
                Self::Failed(format!("column {index} is of another type"))
            }
            // Other messages may quote values; their kind is enough to find the place.
            _ => Self::Failed("unexpected kind of error".to_owned()),
        }
    }
}

/// `SQLSTATE` for `PostgreSQL`, extended result codes for `SQLite`.
fn from_code(source: &dyn sqlx::error::DatabaseError) -> Error {
    let code = source.code().unwrap_or_default().into_owned();
    match code.as_str() {
        "23505" | "1555" | "2067" => Error::Refused(Violation::Unique),
        "23P01" => Error::Refused(Violation::Overlap),
        // SQLITE_CONSTRAINT_TRIGGER: the message is the text in our own migration.
        "1811" if source.message() == "overlap" => Error::Refused(Violation::Overlap),
        "40001" | "40P01" => Error::Aborted,
        "53100" | "13" => Error::Full,
        // Cancelled, lock time-out.
        "55P03" | "57014" | "25P03" => Error::Unavailable(format!("code {code}")),
        // On RDS: a token that is too old, or not for this role; or a role that is not in `rds_iam`.
        _ if code.starts_with("28") && code.len() == 5 => {
            Error::Unavailable(format!("it refuses the login (code {code})"))
        }
        "42501" => Error::Failed("the role may not do that (code 42501)".to_owned()),
        // Out of connections, shutting down, no connection.
        _ if ["53", "57P", "08"].iter().any(|class| code.starts_with(class)) && code.len() == 5 => {
            Error::Unavailable(format!("code {code}"))
        }
        _ if code.starts_with("23") && code.len() == 5 => Error::Refused(Violation::Other),
        "275" | "787" | "1299" | "1811" | "3091" => Error::Refused(Violation::Other),
        // Busy, locked, disk I/O, cannot open, each with many extended codes above its lowest byte.
        _ if code.len() < 5 && matches!(code.parse().map(|code: u32| code & 0xff), Ok(5 | 6 | 10 | 14)) => {
            Error::Unavailable(format!("code {code}"))
        }
        _ => Error::Failed(format!("code {code}")),
    }
}
