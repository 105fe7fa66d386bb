//! The extractor for a body of JSON.

use std::{cell::RefCell, time::Duration};

use aws_lc_rs::digest;
use axum::{
    extract::{FromRequest, Request},
    http::header,
};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use serde_json::Value;

use super::Node;
use crate::problem::{Kind, Problem};

/// The largest body that is read.
const LIMIT: usize = 64 * 1024;
/// How long a body may take to arrive, however it dribbles.
const ARRIVAL: Duration = Duration::from_secs(5);

/// A type that can be read from the body of a request.
pub trait FromJson: Sized {
    /// Reads it, reporting everything that is wrong to the node; `None` only after a report.
    fn read(node: &Node<'_>) -> Option<Self>;
}

/// A body that was read, and what was made of it.
pub struct Body<T> {
    /// The value.
    pub value: T,
    /// SHA-256 of the document in canonical form, for idempotency.
    pub digest: String,
}

impl<T: FromJson, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        require_json(&request)?;
        let bytes = collect(request).await?;
        let document: Value = serde_json::from_slice(&bytes).map_err(|error| {
            let place = format!("The body is not JSON: line {}, column {}", error.line(), error.column());
            Problem::new(Kind::MALFORMED_JSON, place)
        })?;
        let value = parse(&document)?;
        // Members are sorted by `serde_json`, so equal documents have equal text.
        let digest = hex(digest::digest(&digest::SHA256, document.to_string().as_bytes()).as_ref());
        Ok(Self { value, digest })
    }
}

/// Reads a document, or says everything that is wrong with it.
pub(crate) fn parse<T: FromJson>(document: &Value) -> Result<T, Problem> {
    let errors = RefCell::new(Vec::new());
    let value = T::read(&Node::root(document, &errors));
    match (value, errors.into_inner()) {
        (Some(value), errors) if errors.is_empty() => Ok(value),
        (_, errors) => Err(Problem::invalid_content(errors)),
    }
}

fn require_json(request: &Request) -> Result<(), Problem> {
    let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = content_type.and_then(|value| value.split(';').next()).unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    Err(Problem::new(Kind::UNSUPPORTED_MEDIA_TYPE, "Send the body as `Content-Type: application/json`"))
}

async fn collect(request: Request) -> Result<Vec<u8>, Problem> {
    let body = Limited::new(request.into_body(), LIMIT).collect();
    match tokio::time::timeout(ARRIVAL, body).await {
        Ok(Ok(body)) => Ok(body.to_bytes().to_vec()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(Problem::new(
            Kind::TOO_LARGE,
            format!("The body is larger than the {LIMIT} bytes that are allowed"),
        )),
        Ok(Err(_)) => Err(Problem::new(Kind::MALFORMED_JSON, "The body broke off before its end")),
        Err(_) => Err(Problem::new(Kind::REQUEST_TIMEOUT, "The body did not arrive within 5 seconds")),
    }
}

/// Two digits a byte.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
