//! Earlier versions of an appointment, and who made them.

use axum::Json;
use service_kit::{
    audit,
    auth::Access,
    http::{Page, PageQuery, Path, Query},
    problem::Problem,
    record::{self, HistoryQuery, TrailEntry, Version},
};

use super::not_found;
use crate::{appointments::Appointment, scopes::AppointmentsAudit};

/// Every version of an appointment, deleted ones included, oldest first
#[utoipa::path(
    get, path = "/api/appointments/{id}/history", tag = "appointments",
    params(("id" = Uuid, Path, description = "The appointment's id"), PageQuery),
    responses((status = 200, description = "A page of versions", body = Page<Version<Appointment>>)),
    security(("bearer" = ["appointments:audit"])),
)]
pub(in crate::appointments) async fn versions(
    access: Access<AppointmentsAudit>,
    Path(id): Path,
    Query(query): Query<HistoryQuery>,
) -> Result<Json<Page<Version<Appointment>>>, Problem> {
    access.require_staff()?;
    let page = record::versions(access.database(), id, &query).await?;
    audit::observed(&access, "history", "appointment", Some(id));
    page.map(Json).ok_or_else(not_found)
}

/// Who changed an appointment, oldest first
#[utoipa::path(
    get, path = "/api/appointments/{id}/audit", tag = "appointments",
    params(("id" = Uuid, Path, description = "The appointment's id"), PageQuery),
    responses((status = 200, description = "A page of the audit trail", body = Page<TrailEntry>)),
    security(("bearer" = ["appointments:audit"])),
)]
pub(in crate::appointments) async fn audit(
    access: Access<AppointmentsAudit>,
    Path(id): Path,
    Query(query): Query<HistoryQuery>,
) -> Result<Json<Page<TrailEntry>>, Problem> {
    access.require_staff()?;
    let page = record::trail::<Appointment>(access.database(), id, &query).await?;
    audit::observed(&access, "audit", "appointment", Some(id));
    page.map(Json).ok_or_else(not_found)
}
