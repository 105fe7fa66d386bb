//! The handlers: who may, what comes in, what goes out.

pub(super) mod availability;
pub(super) mod change;
pub(super) mod history;
pub(super) mod read;
pub(super) mod status;

use axum::http::StatusCode;
use service_kit::problem::Kind;

/// The time is taken.
pub(super) const DOUBLE_BOOKING: Kind =
    Kind::new(StatusCode::CONFLICT, "double-booking", "The time is taken");
/// The status does not allow it.
pub(super) const ILLEGAL_TRANSITION: Kind =
    Kind::new(StatusCode::CONFLICT, "illegal-transition", "The status does not allow this");
