//! Earlier versions of an appointment, and who made them.

use axum::Json;
use service_kit::{
    auth::Access,
    http::{Page, PageQuery, Path, Query},
    openapi::MAY_BE_STALE,
    problem::Problem,
    record::{self, HistoryQuery, TrailEntry, Version},
};

use crate::{appointments::Appointment, scopes::AppointmentsAudit};

/// Every version of an appointment, deleted ones included, oldest first
#[utoipa::path(
    get, path = "/api/appointments/{id}/history", tag = "appointments",
    description = MAY_BE_STALE,
    params(Path, PageQuery),
    responses((status = 200, description = "A page of versions", body = Page<Version<Appointment>>)),
    security(("bearer" = ["appointments:audit"])),
)]
pub(in crate::appointments) async fn versions(
    access: Access<AppointmentsAudit>,
    Path(id): Path,
    Query(query): Query<HistoryQuery>,
) -> Result<Json<Page<Version<Appointment>>>, Problem> {
    record::versions(&access, id, &query).await
}

/// Who changed an appointment, oldest first
#[utoipa::path(
    get, path = "/api/appointments/{id}/audit", tag = "appointments",
    params(Path, PageQuery),
    responses((status = 200, description = "A page of the audit trail", body = Page<TrailEntry>)),
    security(("bearer" = ["appointments:audit"])),
)]
pub(in crate::appointments) async fn audit(
    access: Access<AppointmentsAudit>,
    Path(id): Path,
    Query(query): Query<HistoryQuery>,
) -> Result<Json<Page<TrailEntry>>, Problem> {
    record::trail::<Appointment>(&access, id, &query).await
}
