//! One patient, a list of them, and the little that other services need to know.

use axum::{Json, response::Response};
use serde::Serialize;
use service_kit::{
    audit,
    auth::Access,
    http::{FromQuery, IfNoneMatch, Page, PageQuery, Path, Query, Reader},
    openapi::MAY_BE_STALE,
    problem::Problem,
    record::{self, Record},
};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    patients::{Patient, store},
    scopes::PatientsRead,
};

/// What a list can be narrowed by. Nothing personal: addresses end in logs.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::patients) struct ListQuery {
    /// Only patients whose record is in use, or only those whose is not.
    #[param(value_type = Option<bool>)]
    pub(in crate::patients) active: Option<bool>,
    #[param(inline, ignore)]
    pub(in crate::patients) page: PageQuery,
}

impl FromQuery for ListQuery {
    const KNOWN: &'static [&'static str] = &["active", "limit", "cursor"];

    fn read(query: &mut Reader) -> Self {
        Self {
            active: query.code("active", &[("true", true), ("false", false)]),
            page: PageQuery::read(query),
        }
    }
}

/// As much of a patient as another service needs.
#[derive(Serialize, ToSchema)]
pub(in crate::patients) struct Reference {
    /// The patient.
    id: Uuid,
    /// The record's version.
    version: i64,
    /// Whether the record is in use.
    active: bool,
}

/// List patients in the order of their creation
#[utoipa::path(
    get, path = "/api/patients", tag = "patients",
    description = MAY_BE_STALE,
    params(ListQuery, PageQuery),
    responses((status = 200, description = "A page of patients", body = Page<Record<Patient>>)),
    security(("bearer" = ["patients:read"])),
)]
pub(in crate::patients) async fn list(
    access: Access<PatientsRead>,
    Query(query): Query<ListQuery>,
) -> Result<Json<Page<Record<Patient>>>, Problem> {
    access.require_staff()?;
    let page = store::list(access.database(), &query).await?;
    audit::listed(&access, "list", "patient", page.items.iter().map(|patient| patient.id));
    Ok(Json(page))
}

/// Get a patient
#[utoipa::path(
    get, path = "/api/patients/{id}", tag = "patients",
    params(Path, IfNoneMatch),
    responses(
        (status = 200, description = "The patient", body = Record<Patient>, headers(("ETag" = String))),
        (status = 304, description = "The client has this version", headers(("ETag" = String))),
    ),
    security(("bearer" = ["patients:read"])),
)]
pub(in crate::patients) async fn get(
    access: Access<PatientsRead>,
    Path(id): Path,
    condition: IfNoneMatch,
) -> Result<Response, Problem> {
    access.require_patient(id)?;
    let patient = store::get(access.database(), id).await?;
    audit::observed(&access, "read", "patient", id);
    Ok(record::found(&patient, &condition))
}

/// Whether a patient exists, without anything about the person
#[utoipa::path(
    get, path = "/api/patients/{id}/reference", tag = "patients",
    params(Path),
    responses((status = 200, description = "It exists", body = Reference)),
    security(("bearer" = ["patients:read"])),
)]
pub(in crate::patients) async fn reference(
    access: Access<PatientsRead>,
    Path(id): Path,
) -> Result<Json<Reference>, Problem> {
    access.require_patient(id)?;
    let patient = store::get(access.database(), id).await?;
    audit::observed(&access, "reference", "patient", id);
    Ok(Json(Reference { id, version: patient.version, active: patient.content.active }))
}
