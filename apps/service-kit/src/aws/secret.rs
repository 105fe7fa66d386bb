//! A secret of AWS Secrets Manager, asked for in the name of the task's role: so it stands in no environment, and in no
//! log of ECS either.
//!
//! Source: <https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html>

use std::{sync::Arc, time::Duration};

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;
use url::Url;

use super::{
    NoCredentials, TaskRole,
    credentials::{Credentials, Keeper},
    signature::{ALGORITHM, Request, Signer},
};
use crate::client::{Answer, Client};

/// How long Secrets Manager may take; nobody waits but the one who ran the command.
const PATIENCE: Duration = Duration::from_secs(5);
const SERVICE: &str = "secretsmanager";

/// A secret, and whose it is to read.
pub struct Secret {
    arn: String,
    task: TaskRole,
    /// `https://secretsmanager.us-east-1.amazonaws.com`, or one in its place.
    endpoint: Url,
}

/// What is left unread: name, version, dates.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Value {
    secret_string: String,
}

#[derive(Deserialize)]
struct Refusal {
    /// `ResourceNotFoundException`; some endpoints put a name space and `#` before it.
    #[serde(rename = "__type")]
    kind: String,
}

impl Secret {
    /// The secret with this ARN, at the endpoint of its region or at another one.
    ///
    /// # Errors
    /// A sentence, when that is no ARN of a secret in the region of the task.
    pub(crate) fn new(arn: String, task: TaskRole, endpoint: Option<Url>) -> Result<Self, String> {
        let region = region(&arn).ok_or_else(|| {
            format!("`{arn}` is not the ARN of a secret: arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME")
        })?;
        if region != task.region {
            return Err(format!("`{arn}` is in another region than AWS_REGION, `{}`", task.region));
        }
        let usual = || Url::parse(&format!("https://{SERVICE}.{region}.amazonaws.com"));
        let endpoint = endpoint.map_or_else(usual, Ok);
        let endpoint = endpoint.map_err(|_| format!("`{region}` is not a region, such as us-east-1"))?;
        Ok(Self { arn, task, endpoint })
    }

    /// Which it is.
    pub(crate) fn arn(&self) -> &str {
        &self.arn
    }

    /// Reads the current version.
    ///
    /// # Errors
    /// A sentence that names the secret and the endpoint, and repeats nothing of an answer but the name of a refusal.
    pub(crate) async fn read(&self) -> Result<String, String> {
        let place = self.endpoint.origin().ascii_serialization();
        let cannot = |why: String| format!("cannot read the secret `{}` at {place}: {why}", self.arn);
        let keeper = Keeper::new(self.task.endpoint.clone(), Arc::new(Timestamp::now));
        let credentials =
            keeper.credentials().await.map_err(|error: NoCredentials| cannot(error.to_string()))?;
        let host = host(&self.endpoint);
        let body = body(&self.arn);
        let headers = headers(&host, &body, &self.task.region, &credentials, Timestamp::now());
        let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = Client::default().post(self.endpoint.as_str(), &headers, &body, PATIENCE).await;
        let answer = answer.map_err(|error| cannot(error.to_string()))?;
        value(&answer).map_err(cannot)
    }
}

/// The region of `arn:aws:secretsmanager:us-east-1:123456789012:secret:NAME`.
fn region(arn: &str) -> Option<&str> {
    let parts: Vec<_> = arn.splitn(7, ':').collect();
    let ["arn", "aws" | "aws-us-gov", SERVICE, region, account, "secret", name] = parts[..] else {
        return None;
    };
    let is_account = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
    // Source: the length and the characters of `Name` in CreateSecret.
    let is_name = (1..=512).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/_+=.@-!".contains(&byte));
    (is_account && is_name && !region.is_empty()).then_some(region)
}

fn body(arn: &str) -> String {
    json!({"SecretId": arn}).to_string()
}

/// As it is said in the header: with the port where that is not the usual one.
fn host(endpoint: &Url) -> String {
    let host = endpoint.host_str().unwrap_or_default();
    endpoint.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// What the request says beside its body, the signature last.
fn headers(
    host: &str,
    body: &str,
    region: &str,
    credentials: &Credentials,
    at: Timestamp,
) -> Vec<(&'static str, String)> {
    let signer = Signer::new(credentials, region, SERVICE, at);
    let mut headers = vec![
        ("content-type", "application/x-amz-json-1.1".to_owned()),
        ("host", host.to_owned()),
        ("x-amz-date", signer.moment.clone()),
        ("x-amz-security-token", credentials.session_token.clone()),
        ("x-amz-target", "secretsmanager.GetSecretValue".to_owned()),
    ];
    headers.retain(|(_, value)| !value.is_empty());
    let said: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let request = Request { method: "POST", query: "", headers: &said, body };
    let authorization = format!(
        "{ALGORITHM} Credential={}, SignedHeaders={}, Signature={}",
        signer.credential,
        request.signed_headers(),
        signer.sign(&request)
    );
    headers.push(("authorization", authorization));
    headers
}

fn value(answer: &Answer) -> Result<String, String> {
    if answer.status != 200 {
        return Err(refusal(answer));
    }
    // The parser's own message could quote the secret, so it is not kept.
    let value: Value = serde_json::from_slice(&answer.body)
        .map_err(|_| "what it answered is no secret with a text".to_owned())?;
    Ok(value.secret_string)
}

fn refusal(answer: &Answer) -> String {
    let said: Option<Refusal> = serde_json::from_slice(&answer.body).ok();
    let kind = said.as_ref().and_then(|said| said.kind.rsplit('#').next());
    match kind.filter(|kind| kind.len() <= 64 && kind.bytes().all(|byte| byte.is_ascii_alphabetic())) {
        Some("AccessDeniedException") => "the task's role may not (AccessDeniedException); it needs \
             secretsmanager:GetSecretValue on it, and kms:Decrypt on its key"
            .to_owned(),
        Some("ResourceNotFoundException") => {
            "there is none with this ARN, or it has no current version (ResourceNotFoundException)".to_owned()
        }
        Some(kind) => format!("it answered {} ({kind})", answer.status.as_u16()),
        None => format!("it answered {}", answer.status.as_u16()),
    }
}

#[cfg(test)]
mod tests;
