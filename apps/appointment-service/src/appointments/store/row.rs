//! One row of the table: stored, and swapped for its next version.

use service_kit::{
    database::{Database, Error, Transaction, Violation, sql},
    problem::Problem,
    record::{self, Record},
};
use uuid::Uuid;

use super::{conflicts, select};
use crate::appointments::Appointment;

pub(super) async fn insert(
    transaction: &mut Transaction,
    record: &Record<Appointment>,
) -> Result<u64, Error> {
    let booking = &record.content.booking;
    let insert =
        sql("INSERT INTO appointment (id, version, created_at, updated_at, patient_id, practitioner_id, \
         start_at, end_at, status, overlap_allowed, content) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
        .bind(record.id)
        .bind(record.version)
        .bind(record.created_at)
        .bind(record.updated_at)
        .bind(booking.patient_id)
        .bind(booking.practitioner_id.as_str())
        .bind(booking.start)
        .bind(booking.end)
        .bind(record.content.status.code())
        .bind(booking.allow_overlap)
        .bind(text(&record.content)?);
    transaction.execute(insert).await
}

/// Compare and swap: nothing is changed unless the version is still the one before.
pub(super) async fn swap(
    mut transaction: Transaction,
    database: &Database,
    record: &Record<Appointment>,
) -> Result<Transaction, Problem> {
    let booking = &record.content.booking;
    let update =
        sql("UPDATE appointment SET version = $2, updated_at = $3, patient_id = $4, practitioner_id = $5, \
         start_at = $6, end_at = $7, status = $8, overlap_allowed = $9, content = $10 \
         WHERE id = $1 AND version = $11 AND deleted_at IS NULL")
        .bind(record.id)
        .bind(record.version)
        .bind(record.updated_at)
        .bind(booking.patient_id)
        .bind(booking.practitioner_id.as_str())
        .bind(booking.start)
        .bind(booking.end)
        .bind(record.content.status.code())
        .bind(booking.allow_overlap)
        .bind(text(&record.content)?)
        .bind(record.version - 1);
    let updated = transaction.execute(update).await;
    if matches!(updated, Ok(0)) {
        return Err(why_not(&mut transaction, record.id).await?);
    }
    refused(updated, transaction, database, record).await
}

/// Turns the schema's refusal into everything that is in the way. The transaction is ended first: it can do no more.
pub(super) async fn refused(
    outcome: Result<u64, Error>,
    transaction: Transaction,
    database: &Database,
    record: &Record<Appointment>,
) -> Result<Transaction, Problem> {
    match outcome {
        Ok(_) => Ok(transaction),
        Err(Error::Refused(Violation::Overlap)) => {
            drop(transaction);
            Err(conflicts::problem(database, record.id, &record.content.booking).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// Nothing was changed.
pub(super) async fn why_not(transaction: &mut Transaction, id: Uuid) -> Result<Problem, Problem> {
    let row = transaction.row(select().push(" WHERE id = $1").bind(id)).await?;
    Ok(record::why_not::<Appointment>(row.as_ref()))
}

fn text(content: &Appointment) -> Result<String, Error> {
    serde_json::to_string(content).map_err(|_| Error::Content("an appointment that is no JSON"))
}
