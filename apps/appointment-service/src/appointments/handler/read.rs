//! One appointment, or a list of them.

use axum::{Json, response::Response};
use jiff::Timestamp;
use service_kit::{
    audit,
    auth::Access,
    http::{FromQuery, IfNoneMatch, Page, PageQuery, Path, Query, Reader},
    json::Instant,
    openapi::MAY_BE_STALE,
    problem::Problem,
    record::{self, Record},
};
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{
    appointments::{Appointment, Status, domain, store},
    scopes::AppointmentsRead,
};

/// What a list can be narrowed by. Only codes, times and opaque ids: addresses end in logs.
#[derive(IntoParams)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub(in crate::appointments) struct ListQuery {
    /// Of this patient.
    pub(in crate::appointments) patient_id: Option<Uuid>,
    /// Of this practitioner.
    #[param(value_type = Option<String>, pattern = "^[A-Za-z0-9.-]{1,64}$")]
    pub(in crate::appointments) practitioner_id: Option<domain::Reference>,
    /// In this status.
    #[param(inline)]
    pub(in crate::appointments) status: Option<Status>,
    /// Beginning at this instant or later.
    #[param(value_type = Option<String>, format = DateTime)]
    pub(in crate::appointments) from: Option<Timestamp>,
    /// Beginning before this instant.
    #[param(value_type = Option<String>, format = DateTime)]
    pub(in crate::appointments) to: Option<Timestamp>,
    #[param(ignore)]
    pub(in crate::appointments) page: PageQuery,
}

impl FromQuery for ListQuery {
    const KNOWN: &'static [&'static str] =
        &["patientId", "practitionerId", "status", "from", "to", "limit", "cursor"];

    fn read(query: &mut Reader) -> Self {
        Self {
            patient_id: query.uuid("patientId"),
            practitioner_id: query.optional("practitionerId"),
            status: query.code("status", domain::STATUSES),
            from: query.optional("from").map(|Instant(at)| at),
            to: query.optional("to").map(|Instant(at)| at),
            // The sort key of this list is an instant.
            page: PageQuery::read_numbered(query),
        }
    }
}

/// The same list, of the patient in the path.
#[derive(IntoParams)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub(in crate::appointments) struct PatientListQuery {
    /// In this status.
    #[param(inline)]
    status: Option<Status>,
    /// Beginning at this instant or later.
    #[param(value_type = Option<String>, format = DateTime)]
    from: Option<Timestamp>,
    /// Beginning before this instant.
    #[param(value_type = Option<String>, format = DateTime)]
    to: Option<Timestamp>,
    #[param(ignore)]
    page: PageQuery,
}

impl FromQuery for PatientListQuery {
    const KNOWN: &'static [&'static str] = &["status", "from", "to", "limit", "cursor"];

    fn read(query: &mut Reader) -> Self {
        let ListQuery { status, from, to, page, .. } = ListQuery::read(query);
        Self { status, from, to, page }
    }
}

/// List appointments in the order of their beginnings
#[utoipa::path(
    get, path = "/api/appointments", tag = "appointments",
    description = MAY_BE_STALE,
    params(ListQuery, PageQuery),
    responses((status = 200, description = "A page of appointments", body = Page<Record<Appointment>>)),
    security(("bearer" = ["appointments:read"])),
)]
pub(in crate::appointments) async fn list(
    access: Access<AppointmentsRead>,
    Query(mut query): Query<ListQuery>,
) -> Result<Json<Page<Record<Appointment>>>, Problem> {
    if let Some(own) = access.own_patient() {
        access.require_patient(query.patient_id.unwrap_or(own))?;
        query.patient_id = Some(own);
    }
    let page = store::list(access.database(), &query).await?;
    audit::listed(&access, "list", "appointment", page.items.iter().map(|appointment| appointment.id));
    Ok(Json(page))
}

/// List the appointments of one patient
#[utoipa::path(
    get, path = "/api/appointments/patient/{patientId}", tag = "appointments",
    description = MAY_BE_STALE,
    params(("patientId" = Uuid, Path, description = "The patient's id"), PatientListQuery, PageQuery),
    responses((status = 200, description = "A page of appointments", body = Page<Record<Appointment>>)),
    security(("bearer" = ["appointments:read"])),
)]
pub(in crate::appointments) async fn list_of_patient(
    access: Access<AppointmentsRead>,
    Path(patient): Path,
    Query(query): Query<PatientListQuery>,
) -> Result<Json<Page<Record<Appointment>>>, Problem> {
    access.require_patient(patient)?;
    let PatientListQuery { status, from, to, page } = query;
    let query = ListQuery { patient_id: Some(patient), practitioner_id: None, status, from, to, page };
    let page = store::list(access.database(), &query).await?;
    audit::listed(&access, "list", "appointment", page.items.iter().map(|appointment| appointment.id));
    Ok(Json(page))
}

/// Get an appointment
#[utoipa::path(
    get, path = "/api/appointments/{id}", tag = "appointments",
    params(Path, IfNoneMatch),
    responses(
        (status = 200, description = "The appointment", body = Record<Appointment>, headers(("ETag" = String))),
        (status = 304, description = "The client has this version", headers(("ETag" = String))),
    ),
    security(("bearer" = ["appointments:read"])),
)]
pub(in crate::appointments) async fn get(
    access: Access<AppointmentsRead>,
    Path(id): Path,
    condition: IfNoneMatch,
) -> Result<Response, Problem> {
    let appointment = store::get(&access, id).await?;
    audit::observed(&access, "read", "appointment", id);
    Ok(record::found(&appointment, &condition))
}
