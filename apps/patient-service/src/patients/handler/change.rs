//! Creating, replacing and deleting patients.

use axum::{http::StatusCode, response::Response};
use serde::Serialize;
use service_kit::{
    auth::Access,
    http::{FromQuery, IdempotencyKey, IfMatch, Path, Query, Reader},
    json::Body,
    problem::{Problem, ProblemDocument},
    record::{self, Record},
};
use utoipa::{IntoParams, ToSchema};

use crate::{
    patients::{Patient, store},
    scopes::PatientsWrite,
};

/// Why a record is deleted. Codes only: a sentence in an address would end in logs.
#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(in crate::patients) enum DeletionReason {
    /// There never was such a patient.
    EnteredInError,
    /// There is another record of the same person.
    Duplicate,
    /// The law or the patient demands it.
    Requested,
}

const REASONS: &[(&str, DeletionReason)] = &[
    ("entered-in-error", DeletionReason::EnteredInError),
    ("duplicate", DeletionReason::Duplicate),
    ("requested", DeletionReason::Requested),
];

/// Why.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::patients) struct DeleteQuery {
    /// Why the record is deleted.
    #[param(inline)]
    reason: Option<DeletionReason>,
}

impl DeletionReason {
    /// Its code.
    pub(in crate::patients) fn code(self) -> &'static str {
        match self {
            Self::EnteredInError => "entered-in-error",
            Self::Duplicate => "duplicate",
            Self::Requested => "requested",
        }
    }
}

impl FromQuery for DeleteQuery {
    const KNOWN: &'static [&'static str] = &["reason"];

    fn read(query: &mut Reader) -> Self {
        Self { reason: query.code("reason", REASONS) }
    }
}

/// Create a patient
#[utoipa::path(
    post, path = "/api/patients", tag = "patients",
    params(("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 64, pattern = "^[!-~]+$",
        description = "The same key within 24 hours is answered as before, and nothing happens twice")),
    request_body = Patient,
    responses(
        (status = 201, description = "Created", body = Record<Patient>,
            headers(("ETag" = String), ("Location" = String))),
        (status = 409, description = "An identifier is another patient's", body = ProblemDocument,
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
    let stored = store::create(&access, &key, body).await?;
    Ok(record::created("/api/patients", &stored))
}

/// Replace a patient
#[utoipa::path(
    put, path = "/api/patients/{id}", tag = "patients",
    params(
        ("id" = Uuid, Path, description = "The patient's id"),
        ("If-Match" = String, Header, pattern = r#"^(\*|(W/)?"[0-9]{1,18}"(, ?(W/)?"[0-9]{1,18}")*)$"#,
            description = "`ETag` of the version that is replaced, or `*`"),
    ),
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
    let stored = store::replace(&access, id, &condition, body.value).await?;
    Ok(record::stored(&stored))
}

/// Delete a patient; the history is kept
#[utoipa::path(
    delete, path = "/api/patients/{id}", tag = "patients",
    params(
        ("id" = Uuid, Path, description = "The patient's id"),
        ("If-Match" = String, Header, pattern = r#"^(\*|(W/)?"[0-9]{1,18}"(, ?(W/)?"[0-9]{1,18}")*)$"#,
            description = "`ETag` of the version that is deleted, or `*`"),
        DeleteQuery,
    ),
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
    store::delete(&access, id, &condition, query.reason.map(DeletionReason::code)).await?;
    Ok(StatusCode::NO_CONTENT)
}
