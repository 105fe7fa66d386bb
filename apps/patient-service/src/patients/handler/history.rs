//! Earlier versions of a patient, and who made them.

use axum::Json;
use service_kit::{
    auth::Access,
    http::{Page, PageQuery, Path, Query},
    openapi::MAY_BE_STALE,
    problem::Problem,
    record::{self, HistoryQuery, TrailEntry, Version},
};

use crate::{patients::Patient, scopes::PatientsAudit};

/// Every version of a patient, deleted ones included, oldest first
#[utoipa::path(
    get, path = "/api/patients/{id}/history", tag = "patients",
    description = MAY_BE_STALE,
    params(Path, PageQuery),
    responses((status = 200, description = "A page of versions", body = Page<Version<Patient>>)),
    security(("bearer" = ["patients:audit"])),
)]
pub(in crate::patients) async fn versions(
    access: Access<PatientsAudit>,
    Path(id): Path,
    Query(query): Query<HistoryQuery>,
) -> Result<Json<Page<Version<Patient>>>, Problem> {
    record::versions(&access, id, &query).await
}

/// Who changed a patient, oldest first
#[utoipa::path(
    get, path = "/api/patients/{id}/audit", tag = "patients",
    params(Path, PageQuery),
    responses((status = 200, description = "A page of the audit trail", body = Page<TrailEntry>)),
    security(("bearer" = ["patients:audit"])),
)]
pub(in crate::patients) async fn audit(
    access: Access<PatientsAudit>,
    Path(id): Path,
    Query(query): Query<HistoryQuery>,
) -> Result<Json<Page<TrailEntry>>, Problem> {
    record::trail::<Patient>(&access, id, &query).await
}
