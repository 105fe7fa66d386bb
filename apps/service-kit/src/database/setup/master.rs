//! Who sets up: the server's master, as Amazon RDS keeps it.

use serde::Deserialize;

/// The login of a server's master. Holds the password, so it has no `Debug`.
#[derive(Clone, Deserialize)]
pub struct Master {
    pub(super) username: String,
    pub(super) password: String,
}

impl Master {
    /// Reads the secret that Amazon RDS manages: `{"username": "…", "password": "…"}`. What else stands there, such as
    /// a host, is left unread.
    ///
    /// Source: <https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html>
    ///
    /// # Errors
    /// A sentence that never repeats the value.
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
