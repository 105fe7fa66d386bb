//! The handlers: who may, what comes in, what goes out.

pub(super) mod change;
pub(super) mod history;
pub(super) mod read;
pub(super) mod search;

use axum::http::StatusCode;
use service_kit::problem::Kind;

/// An identifier is another patient's.
pub(super) const IDENTIFIER_IN_USE: Kind =
    Kind::new(StatusCode::CONFLICT, "identifier-in-use", "Identifier in use");
