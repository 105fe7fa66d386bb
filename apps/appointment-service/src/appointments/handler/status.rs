//! Changing the status. patient-service is not asked, so this works while it is away.

use axum::response::Response;
use service_kit::{
    auth::Access,
    http::{IdempotencyKey, IfMatch, Path},
    json::Body,
    problem::{Problem, ProblemDocument},
    record::{self, Record, retried},
};

use crate::{
    appointments::{Appointment, domain::StatusChange, store},
    scopes::{AppointmentsOverbook, AppointmentsWrite},
};

/// Change the status of an appointment
#[utoipa::path(
    post, path = "/api/appointments/{id}/status", tag = "appointments",
    params(Path, IfMatch, IdempotencyKey),
    request_body = StatusChange,
    responses(
        (status = 200, description = "Changed", body = Record<Appointment>, headers(("ETag" = String))),
        (status = 409, body = ProblemDocument,
            description = "The status may not follow, the time is taken, or the first request with this key is still \
                under way",
            content_type = "application/problem+json"),
    ),
    security(("bearer" = ["appointments:write"])),
)]
pub(in crate::appointments) async fn change_status(
    access: Access<AppointmentsWrite>,
    Path(id): Path,
    condition: IfMatch,
    key: IdempotencyKey,
    body: Body<StatusChange>,
) -> Result<Response, Problem> {
    if let Some(earlier) = store::replay(&access, &key, &store::transition(id, &body.digest)).await? {
        return Ok(record::stored(&earlier));
    }
    let current = store::get(&access, id).await?;
    if body.value.allow_overlap {
        access.require::<AppointmentsOverbook>()?;
    }
    let stored = retried(|| store::change_status(&access, &current, &condition, &key, &body)).await?;
    Ok(record::stored(&stored))
}
