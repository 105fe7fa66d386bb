//! Reading appointments.

use service_kit::{
    auth::Authorized,
    database::{Database, Error},
    http::{Cursor, Page, page},
    problem::Problem,
    record::{self, Record},
};
use uuid::Uuid;

use super::select;
use crate::appointments::{Appointment, handler::read::ListQuery};

/// An appointment that is there: 404 if there never was one, 410 if it was deleted. To a patient, another patient's
/// is never there, deleted or not.
pub(in crate::appointments) async fn get(
    caller: &Authorized,
    id: Uuid,
) -> Result<Record<Appointment>, Problem> {
    let row = caller.database().row(select().push(" WHERE id = $1").bind(id)).await?;
    let row = row.ok_or_else(Problem::nothing)?;
    caller.require_patient(row.id("patient_id")?)?;
    record::present(&row)
}

pub(in crate::appointments) async fn list(
    database: &Database,
    query: &ListQuery,
) -> Result<Page<Record<Appointment>>, Error> {
    let mut statement = select().push(" WHERE deleted_at IS NULL");
    if let Some(patient) = query.patient_id {
        statement = statement.with(" AND patient_id = ", patient);
    }
    if let Some(practitioner) = &query.practitioner_id {
        statement = statement.with(" AND practitioner_id = ", practitioner.as_str());
    }
    if let Some(status) = query.status {
        statement = statement.with(" AND status = ", status.code());
    }
    if let Some(from) = query.from {
        statement = statement.with(" AND start_at >= ", from);
    }
    if let Some(to) = query.to {
        statement = statement.with(" AND start_at < ", to);
    }
    if let Some(cursor) = &query.page.cursor {
        let start: i64 = cursor.key.parse().unwrap_or_default();
        statement = statement.with(" AND (start_at, id) > (", start).with(", ", cursor.id).push(")");
    }
    let rows =
        database.stale_rows(statement.with(" ORDER BY start_at, id LIMIT ", query.page.limit + 1)).await?;
    let appointments = rows.iter().map(Record::<Appointment>::from_row).collect::<Result<Vec<_>, _>>()?;
    let cursor = |last: &Record<Appointment>| Cursor {
        key: last.content.booking.start.as_microsecond().to_string(),
        id: last.id,
    };
    Ok(page(appointments, query.page.limit, cursor))
}
