//! The audit trail of a record: who changed it, when, from where, in which request.

use axum::Json;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Content, HistoryQuery};
use crate::{
    audit,
    auth::Authorized,
    database::{Error, Row, sql},
    http::Page,
    problem::Problem,
};

/// One entry of the audit trail.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TrailEntry {
    /// Its id.
    pub id: Uuid,
    /// When.
    #[schema(format = DateTime, value_type = String)]
    pub at: Timestamp,
    /// Who: issuer and subject.
    pub actor: String,
    /// `create`, `update`, `delete`, …
    pub action: String,
    /// The version that it made.
    pub version: i64,
    /// `success`; denials are in the log.
    pub outcome: String,
    /// `X-Request-Id` of the request.
    pub request_id: String,
    /// The address that it came from.
    pub source: String,
    /// Why, where a reason was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// The audit trail of a record, oldest first.
///
/// # Errors
/// 403 for a patient's own token, 404 if there never was such a record, and when the database fails.
pub async fn trail<T: Content>(
    caller: &Authorized,
    id: Uuid,
    query: &HistoryQuery,
) -> Result<Json<Page<TrailEntry>>, Problem> {
    caller.require_staff()?;
    let select =
        sql("SELECT id, at, actor, action, version, outcome, request_id, source, reason FROM audit_event \
         WHERE resource = $1 AND resource_id = $2")
        .bind(T::RESOURCE)
        .bind(id);
    // Who asks who changed something is told of every change.
    let rows = caller.database().rows(query.select(select)).await?;
    let page = query.page(&rows, entry, |last| last.version)?;
    audit::observed(caller, "audit", T::RESOURCE, id);
    Ok(page)
}

fn entry(row: &Row) -> Result<TrailEntry, Error> {
    Ok(TrailEntry {
        id: row.id("id")?,
        at: row.instant("at")?,
        actor: row.text("actor")?,
        action: row.text("action")?,
        version: row.integer("version")?,
        outcome: row.text("outcome")?,
        request_id: row.text("request_id")?,
        source: row.text("source")?,
        reason: row.optional_text("reason")?,
    })
}
