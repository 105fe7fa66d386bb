//! What can be done with appointments.

use utoipa_axum::{router::OpenApiRouter, routes};

use super::handler::{availability, change, history, read, status};
use crate::State;

/// The routes of `/api/appointments`.
pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(read::list, change::create))
        .routes(routes!(read::list_of_patient))
        .routes(routes!(availability::availability))
        .routes(routes!(read::get, change::replace, change::delete))
        .routes(routes!(status::change_status))
        .routes(routes!(history::versions))
        .routes(routes!(history::audit))
}
