//! Where a container finds the credentials of its task's role.
//!
//! Source: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html>

use std::{path::PathBuf, time::Duration};

use jiff::Timestamp;
use serde::Deserialize;
use url::Url;

use super::{NoCredentials, credentials::Credentials};
use crate::client::Client;

/// How long the credentials may take: well within what a request waits for a connection.
const PATIENCE: Duration = Duration::from_millis(1500);

/// The endpoint, and what it wants to be told.
#[derive(Clone)]
pub(crate) struct Endpoint {
    pub(crate) url: String,
    pub(crate) authorization: Authorization,
}

/// What the endpoint is told.
#[derive(Clone)]
pub(crate) enum Authorization {
    /// Nothing: nobody but the task reaches it.
    None,
    /// This.
    Value(String),
    /// What stands in this file, which may be another every time.
    File(PathBuf),
}

/// The answer. What else stands there is left unread.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Answer {
    access_key_id: String,
    secret_access_key: String,
    token: String,
    expiration: Timestamp,
}

impl Endpoint {
    /// Asks for credentials.
    ///
    /// # Errors
    /// When there is no answer in time, or it is none; the sentence repeats nothing of it.
    pub(super) async fn ask(&self, client: &Client) -> Result<Credentials, NoCredentials> {
        let authorization = self.authorization()?;
        let headers: Vec<_> = authorization.iter().map(|value| ("authorization", value.as_str())).collect();
        let answer = client.get(&self.url, &headers, PATIENCE).await;
        let answer = answer.map_err(|error| self.problem(&error.to_string()))?;
        if answer.status != 200 {
            return Err(self.problem(&format!("it answered {}", answer.status.as_u16())));
        }
        // The parser's own message could quote the secret key, so it is not kept.
        let said: Answer = serde_json::from_slice(&answer.body)
            .map_err(|_| self.problem("what it answered is no credentials of a role"))?;
        if [&said.access_key_id, &said.secret_access_key, &said.token].iter().any(|text| text.is_empty()) {
            return Err(self.problem("what it answered is no credentials of a role"));
        }
        Ok(Credentials {
            key_id: said.access_key_id,
            secret_key: said.secret_access_key,
            session_token: said.token,
            expires: said.expiration,
        })
    }

    fn authorization(&self) -> Result<Option<String>, NoCredentials> {
        let value = match &self.authorization {
            Authorization::None => return Ok(None),
            Authorization::Value(value) => value.clone(),
            Authorization::File(file) => std::fs::read_to_string(file)
                .map_err(|error| NoCredentials(format!("`{}` cannot be read: {error}", file.display())))?,
        };
        let value = value.trim();
        if value.is_empty()
            || value.contains(|character: char| !character.is_ascii_graphic() && character != ' ')
        {
            return Err(NoCredentials(
                "the endpoint's authorization is empty, or has characters of no header".to_owned(),
            ));
        }
        Ok(Some(value.to_owned()))
    }

    /// Names the machine only: whoever knows the path can ask for the credentials too.
    pub(super) fn problem(&self, why: &str) -> NoCredentials {
        let place = Url::parse(&self.url).map(|url| url.origin().ascii_serialization());
        NoCredentials(format!("{}: {why}", place.as_deref().unwrap_or("the endpoint")))
    }
}
