//! Booking, rescheduling and deleting.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode, response::Response};
use service_kit::{
    auth::Access,
    http::{IdempotencyKey, IfMatch, Path, Query},
    json::Body,
    problem::{Problem, ProblemDocument},
    record::{self, DeleteQuery, Record, retried},
};

use crate::{
    appointments::{Appointment, domain::NewAppointment, store},
    patients::PatientDirectory,
    scopes::{AppointmentsOverbook, AppointmentsWrite},
};

/// Book an appointment
#[utoipa::path(
    post, path = "/api/appointments", tag = "appointments",
    params(IdempotencyKey),
    request_body = NewAppointment,
    responses(
        (status = 201, description = "Booked", body = Record<Appointment>,
            headers(("ETag" = String), ("Location" = String))),
        (status = 409, body = ProblemDocument,
            description = "The time is taken, or the first request with this key is still under way",
            content_type = "application/problem+json"),
    ),
    security(("bearer" = ["appointments:write"])),
)]
pub(in crate::appointments) async fn create(
    access: Access<AppointmentsWrite>,
    State(patients): State<Arc<PatientDirectory>>,
    key: IdempotencyKey,
    body: Body<NewAppointment>,
) -> Result<Response, Problem> {
    let booking = &body.value.booking;
    access.require_patient(booking.patient_id)?;
    if booking.allow_overlap {
        access.require::<AppointmentsOverbook>()?;
    }
    // Without asking anybody about the patient.
    if let Some(earlier) = store::replay(&access, &key, &store::creation(&body.digest)).await? {
        return Ok(record::created("/api/appointments", &earlier));
    }
    let patient_verified = patients.verify(&access, booking.patient_id).await?;
    let stored = retried(|| store::create(&access, &key, &body, patient_verified)).await?;
    Ok(record::created("/api/appointments", &stored))
}

/// Replace an appointment: reschedule or edit it, as long as it is proposed or booked
#[utoipa::path(
    put, path = "/api/appointments/{id}", tag = "appointments",
    params(Path, IfMatch),
    request_body = NewAppointment,
    responses(
        (status = 200, description = "Replaced", body = Record<Appointment>, headers(("ETag" = String))),
        (status = 409, description = "The time is taken, or the status does not allow it", body = ProblemDocument,
            content_type = "application/problem+json"),
    ),
    security(("bearer" = ["appointments:write"])),
)]
pub(in crate::appointments) async fn replace(
    access: Access<AppointmentsWrite>,
    State(patients): State<Arc<PatientDirectory>>,
    Path(id): Path,
    condition: IfMatch,
    body: Body<NewAppointment>,
) -> Result<Response, Problem> {
    let current = store::get(&access, id).await?;
    let booking = &body.value.booking;
    access.require_patient(booking.patient_id)?;
    if booking.allow_overlap {
        access.require::<AppointmentsOverbook>()?;
    }
    // Only another patient is asked about: rescheduling works while patient-service is away.
    let patient_verified = if booking.patient_id == current.content.booking.patient_id {
        current.content.patient_verified
    } else {
        patients.verify(&access, booking.patient_id).await?
    };
    let stored =
        retried(|| store::replace(&access, &current, &condition, &body.value, patient_verified)).await?;
    Ok(record::stored(&stored))
}

/// Delete an appointment that never should have been; its history is kept
#[utoipa::path(
    delete, path = "/api/appointments/{id}", tag = "appointments",
    params(Path, IfMatch, DeleteQuery),
    responses((status = 204, description = "Deleted")),
    security(("bearer" = ["appointments:write"])),
)]
pub(in crate::appointments) async fn delete(
    access: Access<AppointmentsWrite>,
    Path(id): Path,
    condition: IfMatch,
    Query(query): Query<DeleteQuery>,
) -> Result<StatusCode, Problem> {
    store::get(&access, id).await?;
    retried(|| store::delete(&access, id, &condition, query.code())).await?;
    Ok(StatusCode::NO_CONTENT)
}
