//! Creating, replacing and deleting patients.

use axum::{http::StatusCode, response::Response};
use service_kit::{
    auth::Access,
    http::{IdempotencyKey, IfMatch, Path, Query},
    json::Body,
    problem::{Problem, ProblemDocument},
    record::{self, DeleteQuery, Record, retried},
};

use crate::{
    patients::{Patient, store},
    scopes::PatientsWrite,
};

/// Create a patient
#[utoipa::path(
    post, path = "/api/patients", tag = "patients",
    params(IdempotencyKey),
    request_body = Patient,
    responses(
        (status = 201, description = "Created", body = Record<Patient>,
            headers(("ETag" = String), ("Location" = String))),
        (status = 409, body = ProblemDocument,
            description = "An identifier is another patient's, or the first request with this key is still under way",
            content_type = "application/problem+json"),
    ),
    security(("bearer" = ["patients:write"])),
)]
pub(in crate::patients) async fn create(
    access: Access<PatientsWrite>,
    key: IdempotencyKey,
    body: Body<Patient>,
) -> Result<Response, Problem> {
    access.require_staff()?;
    let stored = retried(|| store::create(&access, &key, &body)).await?;
    Ok(record::created("/api/patients", &stored))
}

/// Replace a patient
#[utoipa::path(
    put, path = "/api/patients/{id}", tag = "patients",
    params(Path, IfMatch),
    request_body = Patient,
    responses(
        (status = 200, description = "Replaced", body = Record<Patient>, headers(("ETag" = String))),
        (status = 409, description = "An identifier is another patient's", body = ProblemDocument,
            content_type = "application/problem+json"),
    ),
    security(("bearer" = ["patients:write"])),
)]
pub(in crate::patients) async fn replace(
    access: Access<PatientsWrite>,
    Path(id): Path,
    condition: IfMatch,
    body: Body<Patient>,
) -> Result<Response, Problem> {
    access.require_staff()?;
    let stored = retried(|| store::replace(&access, id, &condition, &body.value)).await?;
    Ok(record::stored(&stored))
}

/// Delete a patient; the history is kept
#[utoipa::path(
    delete, path = "/api/patients/{id}", tag = "patients",
    params(Path, IfMatch, DeleteQuery),
    responses((status = 204, description = "Deleted")),
    security(("bearer" = ["patients:write"])),
)]
pub(in crate::patients) async fn delete(
    access: Access<PatientsWrite>,
    Path(id): Path,
    condition: IfMatch,
    Query(query): Query<DeleteQuery>,
) -> Result<StatusCode, Problem> {
    access.require_staff()?;
    retried(|| store::delete(&access, id, &condition, query.code())).await?;
    Ok(StatusCode::NO_CONTENT)
}
