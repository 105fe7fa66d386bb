//! Who sets up: the server's master, as Amazon RDS keeps it.

use std::{
    fs::File,
    io::{self, Read as _},
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
};

use serde::Deserialize;

use crate::aws::Secret;

/// Where the master's secret is. It stands in no environment: whoever may look at a task could read it there.
pub enum MasterSecret {
    /// In AWS Secrets Manager, where Amazon RDS keeps and rotates it.
    SecretsManager(Secret),
    /// In a file that nobody but its owner can read: a server that is not on AWS.
    File(PathBuf),
}

/// The login of a server's master. Holds the password, so it has no `Debug`.
#[derive(Clone, Deserialize)]
pub struct Master {
    pub(super) username: String,
    pub(super) password: String,
}

impl Master {
    /// Reads it, wherever it is.
    ///
    /// # Errors
    /// A sentence that names the place, and never repeats what is there.
    pub async fn read(secret: &MasterSecret) -> Result<Self, String> {
        let (place, text) = match secret {
            MasterSecret::SecretsManager(secret) => (secret.arn().to_owned(), secret.read().await?),
            MasterSecret::File(file) => (file.display().to_string(), read_private(file)?),
        };
        Self::parse(&text).map_err(|problem| format!("`{place}` {problem}"))
    }

    /// Reads the secret that Amazon RDS manages: `{"username": "…", "password": "…"}`. What else stands there, such as
    /// a host, is left unread.
    ///
    /// Source: <https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html>
    ///
    /// # Errors
    /// What follows the place in a sentence that never repeats the value.
    pub fn parse(secret: &str) -> Result<Self, String> {
        // The parser's own message could quote the password, so it is not kept.
        match serde_json::from_str::<Self>(secret) {
            Ok(master) if !master.username.is_empty() && !master.password.is_empty() => Ok(master),
            _ => {
                Err(r#"is not a master's secret; it must be JSON: {"username": "…", "password": "…"}"#
                    .to_owned())
            }
        }
    }
}

/// What stands in a file, if nobody else can know.
fn read_private(path: &Path) -> Result<String, String> {
    let cannot =
        |error: io::Error| format!("cannot read the master's secret in `{}`: {error}", path.display());
    let mut file = File::open(path).map_err(cannot)?;
    let mode = file.metadata().map_err(cannot)?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        let path = path.display();
        return Err(format!(
            "others can read the master's secret in `{path}`, its mode is {mode:o}; chmod 600 it"
        ));
    }
    let mut text = String::new();
    file.read_to_string(&mut text).map_err(cannot)?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_as_rds_writes_it_and_never_repeated() {
        let master = Master::parse(r#"{"username":"postgres","password":"a\"b\\{:é"}"#);
        let master = master.unwrap_or_else(|problem| panic!("{problem}"));
        assert_eq!((master.username.as_str(), master.password.as_str()), ("postgres", "a\"b\\{:é"));
        for secret in [
            "hunter2",
            r#""hunter2""#,
            r#"{"username":"postgres","password":["hunter2"]}"#,
            r#"{"username":"postgres","hunter2":"x"}"#,
            r#"{"username":"","password":"hunter2"}"#,
            r#"{"username":"hunter2","password":""}"#,
        ] {
            let problem = Master::parse(secret).err().unwrap_or_else(|| panic!("{secret} was read"));
            assert!(problem.contains("must be JSON") && !problem.contains("hunter2"), "{problem}");
        }
    }
}
