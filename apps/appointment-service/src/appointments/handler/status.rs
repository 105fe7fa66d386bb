//! Changing the status. patient-service is not asked, so this works while it is away.

use axum::response::Response;
use service_kit::{
    auth::Access,
    http::{IdempotencyKey, IfMatch, Path},
    json::Body,
    problem::{Problem, ProblemDocument},
    record::{self, Record},
};

use crate::{
    appointments::{Appointment, domain::StatusChange, store},
    scopes::{AppointmentsOverbook, AppointmentsWrite},
};

/// Change the status of an appointment
#[utoipa::path(
    post, path = "/api/appointments/{id}/status", tag = "appointments",
    params(
        ("id" = Uuid, Path, description = "The appointment's id"),
        ("If-Match" = String, Header, pattern = r#"^(\*|(W/)?"[0-9]{1,18}"(, ?(W/)?"[0-9]{1,18}")*)$"#,
            description = "`ETag` of the version that is changed, or `*`"),
        ("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 64, pattern = "^[!-~]+$",
            description = "The same key within 24 hours is answered as before, and nothing happens twice"),
    ),
    request_body = StatusChange,
    responses(
        (status = 200, description = "Changed", body = Record<Appointment>, headers(("ETag" = String))),
        (status = 409, description = "The status may not follow, or the time is taken", body = ProblemDocument,
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
    let current = store::get(access.database(), id).await?;
    access.require_patient(current.content.booking.patient_id)?;
    if body.value.allow_overlap {
        access.require::<AppointmentsOverbook>()?;
    }
    let stored = store::change_status(&access, &current, &condition, &key, body).await?;
    Ok(record::stored(&stored))
}
