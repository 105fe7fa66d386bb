//! A fresh database for every test, of either kind.

mod expansion;

use std::path::PathBuf;

pub use expansion::expanded;
use service_kit::{
    database::{Database, Master, Setup, Target},
    service::Service,
};
use tempfile::TempDir;
use uuid::Uuid;

use crate::process::command_of;

/// Which kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// A file in a folder of its own.
    Sqlite,
    /// A database on the server at `TEST_POSTGRES_URL`, set up as in the cloud.
    Postgres,
}

/// A fresh database. The folder of a file goes with it; a server's databases go with the server.
pub struct Fresh {
    /// For the `DATABASE_URL` of whoever migrates, and owns everything there.
    pub url: String,
    /// For that of whoever serves: another role, on a server.
    pub serving: String,
    _folder: Option<TempDir>,
}

impl Backend {
    /// Makes one.
    pub async fn fresh(self) -> Fresh {
        match self {
            Self::Sqlite => {
                let folder = tempfile::tempdir().unwrap();
                let url = format!("sqlite://{}", folder.path().join("test.db").display());
                Fresh { serving: url.clone(), url, _folder: Some(folder) }
            }
            Self::Postgres => {
                let (tester, server) = server();
                let name = format!("test_{}", Uuid::new_v4().simple());
                let serving = format!("postgres://{name}@{server}/{name}");
                let setup = Setup::of(&Target::parse(&serving).unwrap()).unwrap();
                let url = format!("postgres://{}@{server}/{name}", setup.owner());
                let secret = serde_json::json!({"username": tester, "password": "nobody asks"});
                setup.run(&Master::parse(&secret.to_string()).unwrap()).await.unwrap();
                Fresh { url, serving, _folder: None }
            }
        }
    }
}

impl Fresh {
    /// Migrates it as its owner: to what this release has, and where these tests stand for the release before another,
    /// further: to what the other has, or might have (`previous.sh`).
    pub async fn migrate<S: Service>(&self) {
        let owner = self.owner().await;
        let is_expanded = std::env::var_os("TEST_EXPANDED").is_some();
        owner.migrate(if is_expanded { expanded::<S>() } else { S::MIGRATIONS }).await.unwrap();
        owner.close().await;
        if let Some(newer) = std::env::var_os("TEST_NEWER_PROGRAMS") {
            let mut migrate = command_of(&PathBuf::from(newer).join(S::NAME), &["migrate"]);
            let output = migrate.env("DATABASE_URL", &self.url).output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
    }

    /// A connection of whoever may do everything there, to arrange things and to look behind the answers.
    pub async fn owner(&self) -> Database {
        Database::open(&Target::parse(&self.url).unwrap(), 1).await.unwrap()
    }
}

/// Who may do everything on the server of the tests, and where it is: `127.0.0.1:5432`.
pub fn server() -> (String, String) {
    let url = std::env::var("TEST_POSTGRES_URL").expect("TEST_POSTGRES_URL; see apps/tests/README.md");
    let (tester, server) =
        url.trim_start_matches("postgres://").split_once('@').expect("postgres://user@host");
    (tester.to_owned(), server.to_owned())
}
