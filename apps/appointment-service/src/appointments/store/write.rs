//! Changing appointments.

use jiff::Timestamp;
use service_kit::{
    auth::Authorized,
    database::sql,
    http::{Claim, IdempotencyKey, IfMatch},
    json::Body,
    problem::{Kind, Problem},
    record::{self, Record, Stored},
};
use uuid::Uuid;

use super::row::{insert, refused, swap, why_not};
use crate::appointments::{
    Appointment, Status,
    domain::{NewAppointment, StatusChange},
    handler::ILLEGAL_TRANSITION,
};

/// What the same request with this key had made before, whatever has become of it since.
pub(in crate::appointments) async fn replay(
    caller: &Authorized,
    key: &IdempotencyKey,
    request: &str,
) -> Result<Option<Stored<Appointment>>, Problem> {
    match key.receipt(caller, request).await? {
        Some(receipt) => {
            let mut transaction = caller.database().begin().await?;
            Ok(Some(record::replay(&mut transaction, receipt).await?))
        }
        None => Ok(None),
    }
}

/// What must be the same for a booking to be the same request.
pub(in crate::appointments) fn creation(digest: &str) -> String {
    format!("create appointment {digest}")
}

/// What must be the same for a change of status to be the same request.
pub(in crate::appointments) fn transition(id: Uuid, digest: &str) -> String {
    format!("status of appointment {id} {digest}")
}

pub(in crate::appointments) async fn create(
    caller: &Authorized,
    key: &IdempotencyKey,
    body: &Body<NewAppointment>,
    patient_verified: bool,
) -> Result<Stored<Appointment>, Problem> {
    let NewAppointment { booking, status } = body.value.clone();
    let status = status.unwrap_or(Status::Booked);
    let record = Record::new(Appointment { booking, status, status_reason: None, patient_verified });
    let mut transaction = key.begin(caller).await?;
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

/// Reschedules or edits, as long as it is open.
pub(in crate::appointments) async fn replace(
    caller: &Authorized,
    current: &Record<Appointment>,
    condition: &IfMatch,
    new: &NewAppointment,
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
    let content = Appointment { booking: new.booking.clone(), status, status_reason, patient_verified };
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
    body: &Body<StatusChange>,
) -> Result<Stored<Appointment>, Problem> {
    let change = &body.value;
    let mut content = current.content.clone();
    content.status = change.status;
    content.status_reason.clone_from(&change.reason);
    if let Some(overlap) = change.overlap() {
        content.booking.allow_overlap = true;
        content.booking.overlap_reason = Some(overlap.0);
    }
    let record = current.next(content);
    let mut transaction = key.begin(caller).await?;
    let request = transition(current.id, &body.digest);
    if let Claim::Replay(receipt) = key.claim(&mut transaction, caller, &request, record.receipt()).await? {
        return Ok(record::replay(&mut transaction, receipt).await?);
    }
    if !condition.allows(current.version) {
        return Err(IfMatch::mismatch(current.version));
    }
    allowed(&current.content, change)?;
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

/// The row stays, and so does its history; its time is free.
pub(in crate::appointments) async fn delete(
    caller: &Authorized,
    id: Uuid,
    condition: &IfMatch,
    reason: Option<&'static str>,
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
    record::record(&mut transaction, caller, "delete", reason, &record).await?;
    transaction.commit().await?;
    Ok(())
}
