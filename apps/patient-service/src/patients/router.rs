//! What can be done with patients.

use service_kit::auth::Gate;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::handler::{change, history, read, search};

/// The routes of `/api/patients`.
pub fn router() -> OpenApiRouter<Gate> {
    OpenApiRouter::new()
        .routes(routes!(read::list, change::create))
        .routes(routes!(search::search))
        .routes(routes!(read::get, change::replace, change::delete))
        .routes(routes!(read::reference))
        .routes(routes!(history::versions))
        .routes(routes!(history::audit))
}
