//! Errors as clients see them: RFC 9457 `application/problem+json`, with a pointer to every wrong field.
//!
//! What the client is told and what the log is told are two things: [`Problem::because`] keeps the cause for the
//! log, and nothing of it reaches the answer. No message repeats a value that could be personal.

mod kind;

use std::sync::Arc;

use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

pub use kind::Kind;

use crate::database;

/// How long clients are told to wait before they try again.
const RETRY_AFTER_SECONDS: HeaderValue = HeaderValue::from_static("2");

/// One wrong part of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldError {
    /// RFC 6901 pointer into the request's body.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "/birthDate")]
    pub pointer: Option<String>,
    /// Name of a path or query parameter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
    /// Name of a header.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<&'static str>,
    /// What is wrong, and what is allowed.
    pub detail: String,
}

/// The body of every error.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemDocument {
    /// A stable URI that names the kind of problem.
    #[serde(rename = "type")]
    #[schema(format = "uri", example = "urn:healthcare-app:problem:invalid-content")]
    pub kind: String,
    /// The kind in words.
    pub title: String,
    /// The HTTP status, once more.
    #[schema(minimum = 400, maximum = 599)]
    pub status: u16,
    /// This occurrence, and what to do about it.
    pub detail: String,
    /// Every wrong part of the request.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

/// A failed request on its way to the client.
#[derive(Debug)]
pub struct Problem(Box<Parts>);

#[derive(Debug)]
struct Parts {
    kind: Kind,
    detail: String,
    errors: Vec<FieldError>,
    extensions: Map<String, Value>,
    headers: Vec<(HeaderName, HeaderValue)>,
    cause: Option<Cause>,
}

/// Why, for the log. Travels beside the response, never in it.
#[derive(Debug, Clone)]
pub struct Cause(Arc<str>);

impl Cause {
    /// The chain of causes in one line.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FieldError {
    /// A wrong field of the body.
    pub fn pointer(pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { pointer: Some(pointer.into()), parameter: None, header: None, detail: detail.into() }
    }

    /// A wrong path or query parameter.
    pub fn parameter(name: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { pointer: None, parameter: Some(name.into()), header: None, detail: detail.into() }
    }

    /// A wrong header.
    pub fn header(name: &'static str, detail: impl Into<String>) -> Self {
        Self { pointer: None, parameter: None, header: Some(name), detail: detail.into() }
    }
}

impl Problem {
    /// A problem of a kind, with a sentence about this occurrence.
    pub fn new(kind: Kind, detail: impl Into<String>) -> Self {
        Self::of(kind, detail.into(), Vec::new())
    }

    /// 404. The same words wherever nothing is found, so that they tell nobody what is only hidden from them.
    #[must_use]
    pub fn nothing() -> Self {
        Self::new(Kind::NOT_FOUND, "There is nothing with this id")
    }

    fn of(kind: Kind, detail: String, errors: Vec<FieldError>) -> Self {
        let passes = kind.status() == StatusCode::SERVICE_UNAVAILABLE || kind == Kind::IDEMPOTENCY_KEY_IN_USE;
        let headers = passes.then_some((header::RETRY_AFTER, RETRY_AFTER_SECONDS)).into_iter().collect();
        Self(Box::new(Parts { kind, detail, errors, extensions: Map::new(), headers, cause: None }))
    }

    /// A body that is JSON and not what the operation takes.
    #[must_use]
    pub fn invalid_content(errors: Vec<FieldError>) -> Self {
        let detail = match errors.len() {
            1 => "One field is wrong; `errors` says which and what is allowed".to_owned(),
            count => format!("{count} fields are wrong; `errors` says which and what is allowed"),
        };
        Self::of(Kind::INVALID_CONTENT, detail, errors)
    }

    /// Wrong path or query parameters.
    #[must_use]
    pub fn invalid_parameters(errors: Vec<FieldError>) -> Self {
        let detail = "The path or the query is wrong; `errors` says where and what is allowed";
        Self::of(Kind::INVALID_PARAMETER, detail.to_owned(), errors)
    }

    /// A wrong header.
    pub fn invalid_header(name: &'static str, detail: impl Into<String>) -> Self {
        let errors = vec![FieldError::header(name, detail)];
        Self::of(Kind::INVALID_HEADER, "A header is wrong; `errors` says which".to_owned(), errors)
    }

    /// Adds a pointer to a wrong field.
    #[must_use]
    pub fn at(mut self, pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        self.0.errors.push(FieldError::pointer(pointer, detail));
        self
    }

    /// Adds a member to the document.
    #[must_use]
    pub fn with(mut self, member: &str, value: impl Serialize) -> Self {
        self.0.extensions.insert(member.to_owned(), json!(value));
        self
    }

    /// Adds a header to the answer.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.headers.push((name, value));
        self
    }

    /// Keeps the cause for the log.
    #[must_use]
    pub fn because(mut self, cause: &dyn std::error::Error) -> Self {
        let mut text = cause.to_string();
        let mut source = cause.source();
        while let Some(next) = source {
            text = format!("{text}: {next}");
            source = next.source();
        }
        self.0.cause = Some(Cause(text.into()));
        self
    }

    /// The document that the client gets.
    #[must_use]
    pub fn document(&self) -> String {
        let parts = &self.0;
        let mut document = json!({
            "type": parts.kind.uri(),
            "title": parts.kind.title(),
            "status": parts.kind.status().as_u16(),
            "detail": parts.detail,
        });
        if let Value::Object(members) = &mut document {
            if !parts.errors.is_empty() {
                members.insert("errors".to_owned(), json!(parts.errors));
            }
            members.extend(parts.extensions.clone());
        }
        document.to_string()
    }

    /// What kind of problem this is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.0.kind
    }
}

impl From<database::Error> for Problem {
    fn from(error: database::Error) -> Self {
        let problem = match &error {
            database::Error::Unavailable(_) => {
                Self::new(Kind::UNAVAILABLE, "The database cannot be reached just now; try again shortly")
            }
            database::Error::Full => {
                Self::new(Kind::UNAVAILABLE, "The database has no room left; nothing was changed")
            }
            database::Error::Aborted => {
                Self::new(Kind::OVERTAKEN, "Another change had precedence; nothing was changed, try again")
            }
            _ => {
                Self::new(Kind::INTERNAL, "The service failed; the log has the cause under this request's id")
            }
        };
        problem.because(&error)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (self.0.kind.status(), self.document()).into_response();
        let parts = *self.0;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        for (name, value) in parts.headers {
            headers.insert(name, value);
        }
        if let Some(cause) = parts.cause {
            response.extensions_mut().insert(cause);
        }
        response.extensions_mut().insert(parts.kind);
        response
    }
}
