//! Answers with a record in them: always with its `ETag`.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use serde::Serialize;

use super::Record;
use crate::http::{IfNoneMatch, etag, not_modified};

/// A record that was just stored, or that an earlier request with the same key had stored.
pub struct Stored<T> {
    /// The record.
    pub record: Record<T>,
    /// Whether it was the earlier request.
    pub replayed: bool,
}

/// 201 with the address of the new record.
pub fn created<T: Serialize>(collection: &str, stored: &Stored<T>) -> Response {
    let location = HeaderValue::from_str(&format!("{collection}/{}", stored.record.id));
    let mut response = self::stored(stored);
    *response.status_mut() = StatusCode::CREATED;
    if let Ok(location) = location {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

/// 200 with the new version.
pub fn stored<T: Serialize>(stored: &Stored<T>) -> Response {
    let mut response = with_etag(&stored.record);
    if stored.replayed {
        response.headers_mut().insert("idempotency-replayed", HeaderValue::from_static("true"));
    }
    response
}

/// 200 with the record, or 304 where the client has it already.
pub fn found<T: Serialize>(record: &Record<T>, condition: &IfNoneMatch) -> Response {
    if condition.has(record.version) { not_modified(record.version) } else { with_etag(record) }
}

fn with_etag<T: Serialize>(record: &Record<T>) -> Response {
    ([(header::ETAG, etag(record.version))], Json(record)).into_response()
}
