//! A service as a process, with a token for it.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::Client;
use crate::process::{Running, command_of, program};

/// A service that may be killed and started again on the same database.
pub struct Service {
    program: PathBuf,
    settings: Vec<(String, String)>,
    folder: TempDir,
    running: Option<Running>,
    client: Client,
}

impl Service {
    /// Starts it with these settings beside those that all tests have.
    pub fn start(name: &str, database: &str, settings: &[(&str, &str)]) -> Self {
        Self::start_program(&program(name), database, settings)
    }

    /// Starts another program than the one that was built just now.
    pub fn start_program(program: &Path, database: &str, settings: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let key = folder.path().join("development-key.pem").display().to_string();
        let mut all = vec![
            ("LISTEN_ADDR", "127.0.0.1:0"),
            ("DATABASE_URL", database),
            ("DEVELOPMENT_KEY", key.as_str()),
            ("MIGRATE_AT_START", "on"),
            ("LOG_FORMAT", "json"),
            ("PATIENT_SERVICE_URL", "off"),
        ];
        all.extend(settings);
        let settings = all.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let client = Client::new("http://127.0.0.1:1", "");
        let mut service = Self { program: program.to_owned(), settings, folder, running: None, client };
        service.start_again();
        service
    }

    /// Starts it again, on another port.
    pub fn start_again(&mut self) {
        self.running = None;
        let running = Running::start(self.command(&[]));
        let token = self.command(&["token"]).output().unwrap();
        assert!(token.status.success(), "{}", String::from_utf8_lossy(&token.stderr));
        self.client = Client::new(&running.url, String::from_utf8(token.stdout).unwrap().trim());
        self.running = Some(running);
    }

    /// The process.
    pub fn running(&self) -> &Running {
        self.running.as_ref().unwrap()
    }

    /// The process, to wait for its end.
    pub fn take(&mut self) -> Running {
        self.running.take().unwrap()
    }

    /// A client of it.
    pub fn client(&self) -> Client {
        self.client.another()
    }

    /// A client that reaches it through a proxy at this port.
    pub fn client_at(&self, port: u16) -> Client {
        Client::new(&format!("http://127.0.0.1:{port}"), self.client.token())
    }

    /// The one client that the test itself asks with.
    pub fn ask(&self) -> &Client {
        &self.client
    }

    fn command(&self, arguments: &[&str]) -> std::process::Command {
        let mut command = command_of(&self.program, arguments);
        command.current_dir(self.folder.path());
        for (name, value) in &self.settings {
            command.env(name, value);
        }
        command
    }
}
