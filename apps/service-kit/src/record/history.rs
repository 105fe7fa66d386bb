//! Every version of every record, and who made it. The schema refuses to change what is here.

use axum::Json;
use jiff::Timestamp;
use serde::{Serialize, de::DeserializeOwned};
use utoipa::{
    __dev::ComposeSchema,
    PartialSchema as _, ToSchema,
    openapi::{KnownFormat, ObjectBuilder, Ref, RefOr, Schema, SchemaFormat, Type, schema::SchemaType},
};
use uuid::Uuid;

use super::{Content, Record, Stored};
use crate::{
    audit::{self, Change},
    auth::Authorized,
    database::{Error, Row, Statement, Transaction, sql},
    http::{Cursor, FromQuery, Page, PageQuery, Reader, Receipt, page},
    problem::Problem,
};

/// One version of a record.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Version<T> {
    /// The version.
    pub version: i64,
    /// `create`, `update`, `delete`, …
    pub action: String,
    /// When.
    pub at: Timestamp,
    /// Who: issuer and subject.
    pub actor: String,
    /// Why, where a reason was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The record as it was then.
    pub record: Record<T>,
}

/// The page of a history.
pub struct HistoryQuery(pub PageQuery);

impl FromQuery for HistoryQuery {
    const KNOWN: &'static [&'static str] = &PageQuery::KNOWN;

    fn read(query: &mut Reader) -> Self {
        Self(PageQuery::read_numbered(query))
    }
}

impl HistoryQuery {
    /// The statement, for the rows of this page, in the order of versions.
    pub(super) fn select(&self, select: Statement) -> Statement {
        select.with(" AND version > ", self.after()).with(" ORDER BY version LIMIT ", self.0.limit + 1)
    }

    /// The version that this page is behind.
    fn after(&self) -> i64 {
        self.0.cursor.as_ref().and_then(|cursor| cursor.key.parse().ok()).unwrap_or(0)
    }

    /// The page of these rows. Nothing on the first one means that there never was such a record.
    pub(super) fn page<I>(
        &self,
        rows: &[Row],
        read: impl Fn(&Row) -> Result<I, Error>,
        version: impl Fn(&I) -> i64,
    ) -> Result<Json<Page<I>>, Problem> {
        let Self(query) = self;
        if rows.is_empty() && self.after() == 0 {
            return Err(Problem::nothing());
        }
        let items = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let cursor = |last: &I| Cursor { key: version(last).to_string(), id: Uuid::nil() };
        Ok(Json(page(items, query.limit, cursor)))
    }
}

/// Adds a version to the history and the change to the audit trail, in the transaction of the change itself.
///
/// # Errors
/// When the database fails; the change must then fail too.
pub async fn record<T: Content>(
    transaction: &mut Transaction,
    caller: &Authorized,
    action: &'static str,
    reason: Option<&str>,
    record: &Record<T>,
) -> Result<(), Error> {
    let text = serde_json::to_string(record).map_err(|_| Error::Content("a record that is no JSON"))?;
    let insert = sql("INSERT INTO history (resource_id, version, action, at, actor, reason, record) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)")
    .bind(record.id)
    .bind(record.version)
    .bind(action)
    .bind(record.updated_at)
    .bind(caller.actor())
    .bind(reason)
    .bind(text);
    transaction.execute(insert).await?;
    let change = Change { action, resource: T::RESOURCE, id: record.id, version: record.version, reason };
    audit::record(transaction, caller, &change).await
}

/// What an earlier request with the same idempotency key had made.
///
/// # Errors
/// When the database fails.
pub async fn replay<T: Content>(transaction: &mut Transaction, receipt: Receipt) -> Result<Stored<T>, Error> {
    let select = sql("SELECT record FROM history WHERE resource_id = $1 AND version = $2")
        .bind(receipt.id)
        .bind(receipt.version);
    let row = transaction.row(select).await?.ok_or(Error::Content("a receipt without its version"))?;
    Ok(Stored { record: row.json("record")?, replayed: true })
}

/// Every version of a record, oldest first.
///
/// # Errors
/// 403 for a patient's own token, 404 if there never was such a record, and when the database fails.
pub async fn versions<T: Content>(
    caller: &Authorized,
    id: Uuid,
    query: &HistoryQuery,
) -> Result<Json<Page<Version<T>>>, Problem> {
    caller.require_staff()?;
    let select =
        sql("SELECT version, action, at, actor, reason, record FROM history WHERE resource_id = $1").bind(id);
    let select = query.select(select);
    let mut rows = caller.database().stale_rows(select.clone()).await?;
    if rows.is_empty() {
        // Whoever has just made the record must not be told that there never was one.
        rows = caller.database().rows(select).await?;
    }
    let page = query.page(&rows, version, |last| last.version)?;
    audit::observed(caller, "history", T::RESOURCE, id);
    Ok(page)
}

fn version<T: DeserializeOwned>(row: &Row) -> Result<Version<T>, Error> {
    Ok(Version {
        version: row.integer("version")?,
        action: row.text("action")?,
        at: row.instant("at")?,
        actor: row.text("actor")?,
        reason: row.optional_text("reason")?,
        record: row.json("record")?,
    })
}

impl<T: Content> ComposeSchema for Version<T> {
    fn compose(_: Vec<RefOr<Schema>>) -> RefOr<Schema> {
        let text = || ObjectBuilder::new().schema_type(SchemaType::Type(Type::String));
        ObjectBuilder::new()
            .property("version", i64::schema())
            .property("action", text())
            .property("at", text().format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime))))
            .property("actor", text())
            .property("reason", text())
            .property("record", Ref::from_schema_name(T::NAME))
            .required("version")
            .required("action")
            .required("at")
            .required("actor")
            .required("record")
            .into()
    }
}

impl<T: Content> ToSchema for Version<T> {
    fn name() -> std::borrow::Cow<'static, str> {
        format!("{}Version", T::NAME).into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((T::NAME.to_owned(), Record::<T>::compose(Vec::new())));
        T::schemas(schemas);
    }
}
