//! Whose time is taken when.

use jiff::Timestamp;
use serde::Serialize;
use service_kit::{
    database::{Database, Error, Row, Statement, sql},
    problem::{Kind, Problem},
};
use uuid::Uuid;

use crate::appointments::{
    Booking,
    domain::{LONGEST, Reference},
    handler::DOUBLE_BOOKING,
};

/// An appointment in the way. No name, and nothing of what it is for.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Conflict {
    appointment_id: Uuid,
    start: Timestamp,
    end: Timestamp,
    with: &'static str,
}

/// The times that a practitioner is booked in a span, in order, as of a moment ago: only booking knows.
pub(in crate::appointments) async fn busy(
    database: &Database,
    practitioner: &Reference,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<(Timestamp, Timestamp)>, Error> {
    let taken = taken(sql("practitioner_id = $1").bind(practitioner.as_str()), from, to);
    let rows = database.stale_rows(taken.push(" ORDER BY start_at")).await?;
    rows.iter().map(|row| Ok((row.instant("start_at")?, row.instant("end_at")?))).collect()
}

/// 409 with everything in the way, for the schema only says that something is.
pub(super) async fn problem(database: &Database, id: Uuid, booking: &Booking) -> Result<Problem, Problem> {
    let (from, to) = (booking.start, booking.end);
    let practitioner = sql("practitioner_id = $1").bind(booking.practitioner_id.as_str());
    let patient = sql("patient_id = $1").bind(booking.patient_id);
    let mut conflicts = Vec::new();
    for (with, whose) in [("practitioner", practitioner), ("patient", patient)] {
        let statement = taken(whose, from, to).with(" AND id <> ", id).push(" ORDER BY start_at, id");
        for row in database.rows(statement).await? {
            conflicts.push(conflict(&row, with)?);
        }
    }
    if conflicts.is_empty() {
        // Whoever was in the way is gone again.
        return Ok(Problem::new(
            Kind::UNAVAILABLE,
            "The time was taken a moment ago and is free now; try again",
        ));
    }
    let detail =
        "The practitioner's or the patient's time is taken; `conflicts` lists every appointment in the way";
    Ok(Problem::new(DOUBLE_BOOKING, detail).with("conflicts", conflicts))
}

fn conflict(row: &Row, with: &'static str) -> Result<Conflict, Error> {
    Ok(Conflict {
        appointment_id: row.id("id")?,
        start: row.instant("start_at")?,
        end: row.instant("end_at")?,
        with,
    })
}

/// As no appointment is longer than a day, whatever overlaps began less than a day before: so an index finds it.
fn taken(whose: Statement, from: Timestamp, to: Timestamp) -> Statement {
    let earliest = from.checked_sub(LONGEST).unwrap_or(Timestamp::MIN);
    whose
        .before("SELECT id, start_at, end_at FROM appointment WHERE ")
        .push(" AND deleted_at IS NULL AND status IN ('booked', 'arrived')")
        .with(" AND start_at < ", to)
        .with(" AND end_at > ", from)
        .with(" AND start_at > ", earliest)
}
