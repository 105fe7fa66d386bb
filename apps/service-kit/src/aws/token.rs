//! Tokens in the place of passwords: a token is the address of a request to `rds-db`, signed and never sent.
//!
//! The server looks at a token when a connection is made, and not again. So each new connection gets a new one, which is
//! no more than arithmetic; only the credentials are fetched, and kept until shortly before they expire.
//!
//! Source: `generate_db_auth_token` of the AWS SDKs, from which the order of the parameters is taken.

use std::{sync::Arc, time::Duration};

use jiff::Timestamp;

use super::{
    Clock, NoCredentials, TaskRole,
    credentials::{Credentials, Keeper},
    signature::{ALGORITHM, Request, Signer, query},
};

/// A token is good for so long, if the credentials are.
const LIFETIME: Duration = Duration::from_mins(15);

/// Makes tokens for one role at one server.
pub(crate) struct Tokens {
    place: Place,
    keeper: Keeper,
    clock: Clock,
}

/// Who logs in, and where.
struct Place {
    /// As the server is called by AWS: an alias of ours does not do.
    host: String,
    port: u16,
    role: String,
    /// `us-east-1`.
    region: String,
}

impl Tokens {
    /// Of this role of the server's, made in the name of the task's.
    pub(crate) fn new(task: TaskRole, host: &str, port: u16, role: &str) -> Self {
        let place = Place { host: host.to_owned(), port, role: role.to_owned(), region: task.region };
        let clock: Clock = Arc::new(Timestamp::now);
        Self { place, keeper: Keeper::new(task.endpoint, Arc::clone(&clock)), clock }
    }

    /// A token that is good from now on, for [`LIFETIME`] at most.
    ///
    /// # Errors
    /// When the credentials cannot be had in time.
    pub(crate) async fn make(&self) -> Result<String, NoCredentials> {
        let credentials = self.keeper.credentials().await?;
        Ok(make(&self.place, &credentials, (self.clock)()))
    }
}

fn make(place: &Place, credentials: &Credentials, at: Timestamp) -> String {
    let host = format!("{}:{}", place.host, place.port);
    let signer = Signer::new(credentials, &place.region, "rds-db", at);
    let mut parameters = vec![
        ("Action", "connect".to_owned()),
        ("DBUser", place.role.clone()),
        ("X-Amz-Algorithm", ALGORITHM.to_owned()),
        ("X-Amz-Credential", signer.credential.clone()),
        ("X-Amz-Date", signer.moment.clone()),
        ("X-Amz-Expires", LIFETIME.as_secs().to_string()),
        ("X-Amz-SignedHeaders", "host".to_owned()),
        ("X-Amz-Security-Token", credentials.session_token.clone()),
    ];
    parameters.retain(|(_, value)| !value.is_empty());
    let asked = query(&parameters);
    parameters.sort_by_key(|(name, _)| *name);
    let request =
        Request { method: "GET", query: &query(&parameters), headers: &[("host", &host)], body: "" };
    format!("{host}/?{asked}&X-Amz-Signature={}", signer.sign(&request))
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    /// Made by `vectors.py` with the AWS SDK for Python.
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase", deny_unknown_fields)]
    struct Vector {
        case: String,
        host: String,
        port: u16,
        role: String,
        region: String,
        key_id: String,
        secret: String,
        session_token: Option<String>,
        at: Timestamp,
        token: String,
    }

    #[test]
    fn tokens_are_those_of_the_aws_sdk() {
        let vectors: Vec<Vector> = serde_json::from_str(include_str!("vectors/tokens.json")).unwrap();
        assert!(vectors.len() >= 6);
        for vector in vectors {
            let credentials = Credentials {
                key_id: vector.key_id,
                secret_key: vector.secret,
                session_token: vector.session_token.unwrap_or_default(),
                expires: Timestamp::MAX,
            };
            let Vector { host, port, role, region, .. } = vector;
            let made = make(&Place { host, port, role, region }, &credentials, vector.at);
            assert_eq!(made, vector.token, "{}", vector.case);
        }
    }
}
