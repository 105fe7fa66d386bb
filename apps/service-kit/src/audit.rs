//! Who did what to which record. Changes are rows in the transaction of the change; reads and denials are log
//! lines with `target=audit`. A line says nothing about the person beyond an id; a row also has the reason, where
//! one was given.

use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    auth::Authorized,
    database::{Error, Transaction, sql},
};

/// One change.
pub struct Change<'a> {
    /// `create`, `update`, `delete`, …
    pub action: &'static str,
    /// What kind of record: `patient`, `appointment`.
    pub resource: &'static str,
    /// Which one.
    pub id: Uuid,
    /// The version that the change made.
    pub version: i64,
    /// Why, where a reason is demanded.
    pub reason: Option<&'a str>,
}

/// Records a change, in its own transaction.
///
/// # Errors
/// When the database fails; the change must then fail too.
pub async fn record(
    transaction: &mut Transaction,
    caller: &Authorized,
    change: &Change<'_>,
) -> Result<(), Error> {
    let insert =
        sql("INSERT INTO audit_event (id, at, actor, action, resource, resource_id, version, outcome, \
         request_id, source, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, 'success', $8, $9, $10)")
        .bind(Uuid::now_v7())
        .bind(Timestamp::now())
        .bind(caller.actor())
        .bind(change.action)
        .bind(change.resource)
        .bind(change.id)
        .bind(change.version)
        .bind(caller.context().request_id.as_str())
        .bind(caller.source())
        .bind(change.reason);
    transaction.execute(insert).await.map(|_| ())
}

/// Logs that a page of a list was seen, and which records stood on it.
pub fn listed(
    caller: &Authorized,
    action: &'static str,
    resource: &'static str,
    ids: impl Iterator<Item = Uuid>,
) {
    let ids: Vec<_> = ids.map(|id| id.to_string()).collect();
    tracing::info!(
        target: "audit",
        outcome = "success",
        action,
        resource,
        count = ids.len(),
        ids = ids.join(" "),
        actor = caller.actor(),
        source = caller.source(),
        request_id = caller.context().request_id,
        "read"
    );
}

/// Logs that a record was seen.
pub fn observed(caller: &Authorized, action: &'static str, resource: &'static str, id: Uuid) {
    tracing::info!(
        target: "audit",
        outcome = "success",
        action,
        resource,
        id = %id,
        actor = caller.actor(),
        source = caller.source(),
        request_id = caller.context().request_id,
        "read"
    );
}
