//! Finding patients by what is personal: in the body, never in an address.

use axum::Json;
use service_kit::{
    audit, auth::Access, http::Page, json::Body, openapi::MAY_BE_STALE, problem::Problem, record::Record,
};

use crate::{
    patients::{Patient, Search, store},
    scopes::PatientsSearch,
};

/// Find patients by name, identifier, birth date, phone or email
#[utoipa::path(
    post, path = "/api/patients/search", tag = "patients",
    description = MAY_BE_STALE,
    request_body = Search,
    responses((status = 200, description = "A page of those that fit all criteria", body = Page<Record<Patient>>)),
    security(("bearer" = ["patients:search"])),
)]
pub(in crate::patients) async fn search(
    access: Access<PatientsSearch>,
    body: Body<Search>,
) -> Result<Json<Page<Record<Patient>>>, Problem> {
    access.require_staff()?;
    let page = store::search(access.database(), &body.value).await?;
    audit::listed(&access, "search", "patient", page.items.iter().map(|patient| patient.id));
    Ok(Json(page))
}
