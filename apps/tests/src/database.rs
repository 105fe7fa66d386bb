//! A fresh database for every test, of either kind.

use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};
use tempfile::TempDir;
use uuid::Uuid;

/// Which kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// A file in a folder of its own.
    Sqlite,
    /// A database on the server at `TEST_POSTGRES_URL`.
    Postgres,
}

/// A fresh database. The folder of a file goes with it; a server's databases go with the server.
pub struct Fresh {
    /// For `DATABASE_URL`.
    pub url: String,
    _folder: Option<TempDir>,
}

impl Backend {
    /// Makes one.
    pub async fn fresh(self) -> Fresh {
        match self {
            Self::Sqlite => {
                let folder = tempfile::tempdir().unwrap();
                let url = format!("sqlite://{}", folder.path().join("test.db").display());
                Fresh { url, _folder: Some(folder) }
            }
            Self::Postgres => {
                let server =
                    std::env::var("TEST_POSTGRES_URL").expect("TEST_POSTGRES_URL; see apps/tests/README.md");
                let name = format!("test_{}", Uuid::new_v4().simple());
                let mut connection = PgConnection::connect(&format!("{server}/postgres")).await.unwrap();
                connection.execute(AssertSqlSafe(format!("CREATE DATABASE {name}"))).await.unwrap();
                Fresh { url: format!("{server}/{name}"), _folder: None }
            }
        }
    }
}
