//! Changing appointments.

use jiff::Timestamp;
use service_kit::{
    auth::Authorized,
    database::{Database, Error, Transaction, Violation, sql},
    http::{Claim, IdempotencyKey, IfMatch},
    json::Body,
    problem::{Kind, Problem},
    record::{self, Record, Stored},
};
use uuid::Uuid;

use super::{conflicts, read::present, select};
use crate::appointments::{
    Appointment, Status,
    domain::{NewAppointment, StatusChange},
    handler::{ILLEGAL_TRANSITION, not_found},
};

/// What a request with this key had booked before, without asking anybody about the patient.
pub(in crate::appointments) async fn replay(
    caller: &Authorized,
    key: &IdempotencyKey,
    digest: &str,
) -> Result<Option<Stored<Appointment>>, Problem> {
    match key.receipt(caller, &creation(digest)).await? {
        Some(receipt) => {
            let mut transaction = caller.database().begin().await?;
            Ok(Some(record::replay(&mut transaction, receipt).await?))
        }
        None => Ok(None),
    }
}

fn creation(digest: &str) -> String {
    format!("create appointment {digest}")
}

pub(in crate::appointments) async fn create(
    caller: &Authorized,
    key: &IdempotencyKey,
    body: Body<NewAppointment>,
    patient_verified: bool,
) -> Result<Stored<Appointment>, Problem> {
    let NewAppointment { booking, status } = body.value;
    let status = status.unwrap_or(Status::Booked);
    let record = Record::new(Appointment { booking, status, status_reason: None, patient_verified });
    let mut transaction = caller.database().begin().await?;
    let request = creation(&body.digest);
    if let Claim::Replay(receipt) = key.claim(&mut transaction, caller, &request, record.receipt()).await? {
        return Ok(record::replay(&mut transaction, receipt).await?);
    }
    let inserted = insert(&mut transaction, &record).await;
    let mut transaction = refused(inserted, transaction, caller.database(), &record).await?;
    let reason = record.content.booking.overlap();
    record::record(&mut transaction, caller, "create", reason, &record).await?;
    transaction.commit().await?;
    Ok(Stored { record, replayed: false })
}

async fn insert(transaction: &mut Transaction, record: &Record<Appointment>) -> Result<u64, Error> {
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

/// Reschedules or edits, as long as it is open.
pub(in crate::appointments) async fn replace(
    caller: &Authorized,
    current: &Record<Appointment>,
    condition: &IfMatch,
    new: NewAppointment,
    patient_verified: bool,
) -> Result<Stored<Appointment>, Problem> {
    let status = current.content.status;
    if !condition.allows(current.version) {
        return Err(IfMatch::mismatch(current.version));
    }
    if !status.is_open() {
        let detail =
            format!("It is `{}`; only `proposed` and `booked` appointments can be changed", status.code());
        let next = status.next(current.content.booking.start, Timestamp::now());
        return Err(Problem::new(ILLEGAL_TRANSITION, detail).with("allowed", next));
    }
    if new.status.is_some_and(|wanted| wanted != status) {
        let detail = "is changed by POST to `…/status`; leave it out, or send what it is";
        return Err(
            Problem::new(Kind::INVALID_CONTENT, "The status is not changed here").at("/status", detail)
        );
    }
    let status_reason = current.content.status_reason.clone();
    let content = Appointment { booking: new.booking, status, status_reason, patient_verified };
    let record = current.next(content);
    let mut transaction = caller.database().begin().await?;
    let reason = record.content.booking.overlap().map(str::to_owned);
    transaction = swap(transaction, caller.database(), &record).await?;
    record::record(&mut transaction, caller, "update", reason.as_deref(), &record).await?;
    transaction.commit().await?;
    Ok(Stored { record, replayed: false })
}

pub(in crate::appointments) async fn change_status(
    caller: &Authorized,
    current: &Record<Appointment>,
    condition: &IfMatch,
    key: &IdempotencyKey,
    body: Body<StatusChange>,
) -> Result<Stored<Appointment>, Problem> {
    let change = body.value;
    let mut content = current.content.clone();
    content.status = change.status;
    content.status_reason.clone_from(&change.reason);
    if let Some(overlap) = change.overlap() {
        content.booking.allow_overlap = true;
        content.booking.overlap_reason = Some(overlap.0);
    }
    let record = current.next(content);
    let mut transaction = caller.database().begin().await?;
    let request = format!("status of appointment {} {}", current.id, body.digest);
    if let Claim::Replay(receipt) = key.claim(&mut transaction, caller, &request, record.receipt()).await? {
        return Ok(record::replay(&mut transaction, receipt).await?);
    }
    if !condition.allows(current.version) {
        return Err(IfMatch::mismatch(current.version));
    }
    allowed(&current.content, &change)?;
    let reason = record.content.status_reason.clone().or_else(|| change.overlap_reason.clone());
    transaction = swap(transaction, caller.database(), &record).await?;
    record::record(&mut transaction, caller, "status", reason.as_deref(), &record).await?;
    transaction.commit().await?;
    Ok(Stored { record, replayed: false })
}

/// Whether this status may follow.
fn allowed(current: &Appointment, change: &StatusChange) -> Result<(), Problem> {
    let next = current.status.next(current.booking.start, Timestamp::now());
    if !next.contains(&change.status) {
        let (from, to) = (current.status.code(), change.status.code());
        let detail = format!("`{from}` cannot become `{to}` now; `allowed` lists what it can become");
        return Err(Problem::new(ILLEGAL_TRANSITION, detail).with("allowed", next));
    }
    if current.status == Status::Arrived && change.status == Status::Cancelled && change.reason.is_none() {
        let detail = "is required to cancel for someone who has arrived";
        return Err(Problem::new(Kind::INVALID_CONTENT, "A reason is needed").at("/reason", detail));
    }
    Ok(())
}

/// Compare and swap: nothing is changed unless the version is still the one before.
async fn swap(
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
async fn refused(
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

/// The row stays, and so does its history; its time is free.
pub(in crate::appointments) async fn delete(
    caller: &Authorized,
    id: Uuid,
    condition: &IfMatch,
) -> Result<(), Problem> {
    let mut transaction = caller.database().begin().await?;
    let update = sql("UPDATE appointment SET version = version + 1, updated_at = $2, deleted_at = $2 \
         WHERE id = $1 AND deleted_at IS NULL")
    .bind(id)
    .bind(record::now());
    let returning = " RETURNING id, version, created_at, updated_at, content";
    let update = condition.restrict(update, " AND version IN ").push(returning);
    let Some(row) = transaction.row(update).await? else {
        return Err(why_not(&mut transaction, id).await?);
    };
    let record = Record::<Appointment>::from_row(&row)?;
    record::record(&mut transaction, caller, "delete", None, &record).await?;
    transaction.commit().await?;
    Ok(())
}

/// Nothing was changed: because there is nothing, no longer, or another version.
async fn why_not(transaction: &mut Transaction, id: Uuid) -> Result<Problem, Problem> {
    let row = transaction.row(select().push(" WHERE id = $1").bind(id)).await?;
    Ok(IfMatch::mismatch(present(&row.ok_or_else(not_found)?)?.version))
}

fn text(content: &Appointment) -> Result<String, Error> {
    serde_json::to_string(content).map_err(|_| Error::Content("an appointment that is no JSON"))
}

/// Stores synthetic appointments, where there are none.
pub(crate) async fn insert_seed(
    database: &Database,
    appointments: Vec<(Uuid, Appointment)>,
) -> Result<(), String> {
    let caller = Authorized::local(database.clone());
    let failed = |error: Error| error.to_string();
    let mut transaction = database.begin().await.map_err(failed)?;
    if transaction.row(sql("SELECT 1 AS one FROM appointment LIMIT 1")).await.map_err(failed)?.is_some() {
        return Err("the database has appointments already; seed is for an empty one".to_owned());
    }
    for (id, content) in appointments {
        let record = Record { id, ..Record::new(content) };
        insert(&mut transaction, &record).await.map_err(failed)?;
        record::record(&mut transaction, &caller, "create", None, &record).await.map_err(failed)?;
    }
    transaction.commit().await.map_err(failed)
}
