//! When a practitioner is free.

use axum::Json;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use service_kit::{
    auth::Access,
    http::{FromQuery, Query, Reader},
    json::Instant,
    openapi::MAY_BE_STALE,
    problem::Problem,
};
use utoipa::{IntoParams, ToSchema};

use crate::{
    appointments::{
        Free,
        domain::{self, free_times},
        store,
    },
    scopes::AppointmentsRead,
};

/// At most so much is looked at.
const LONGEST_SPAN: SignedDuration = SignedDuration::from_hours(31 * 24);

/// Whose free times, and when.
#[derive(IntoParams)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub(in crate::appointments) struct AvailabilityQuery {
    /// The practitioner.
    #[param(value_type = String, pattern = "^[A-Za-z0-9.-]{1,64}$")]
    practitioner_id: Option<domain::Reference>,
    /// From this instant on.
    #[param(value_type = String, format = DateTime)]
    from: Option<Timestamp>,
    /// Until this instant, at most 31 days later.
    #[param(value_type = String, format = DateTime)]
    to: Option<Timestamp>,
    /// At least so many minutes long.
    #[param(value_type = Option<i64>, minimum = 1, maximum = 1440, default = 30)]
    minutes: i64,
}

impl FromQuery for AvailabilityQuery {
    const KNOWN: &'static [&'static str] = &["practitionerId", "from", "to", "minutes"];

    fn read(query: &mut Reader) -> Self {
        let read = Self {
            practitioner_id: query.required("practitionerId"),
            from: query.required("from").map(|Instant(at)| at),
            to: query.required("to").map(|Instant(at)| at),
            minutes: query.integer("minutes", 1, 1440).unwrap_or(30),
        };
        if let (Some(from), Some(to)) = (read.from, read.to)
            && (to <= from || to.duration_since(from) > LONGEST_SPAN)
        {
            query.refuse("to", "must be later than `from`, by at most 31 days");
        }
        read
    }
}

/// The free times of a practitioner.
#[derive(Serialize, ToSchema)]
pub(in crate::appointments) struct Availability {
    /// In order; none touches another.
    items: Vec<Free>,
}

/// When a practitioner is free
#[utoipa::path(
    get, path = "/api/appointments/availability", tag = "appointments",
    description = MAY_BE_STALE,
    params(AvailabilityQuery),
    responses((status = 200, description = "The free times", body = Availability)),
    security(("bearer" = ["appointments:read"])),
)]
pub(in crate::appointments) async fn availability(
    access: Access<AppointmentsRead>,
    Query(query): Query<AvailabilityQuery>,
) -> Result<Json<Availability>, Problem> {
    // The query was refused if one of these were missing.
    let (Some(practitioner), Some(from), Some(to)) = (query.practitioner_id, query.from, query.to) else {
        return Ok(Json(Availability { items: Vec::new() }));
    };
    let busy = store::busy(access.database(), &practitioner, from, to).await?;
    let items = free_times(from, to, &busy, SignedDuration::from_mins(query.minutes));
    Ok(Json(Availability { items }))
}
