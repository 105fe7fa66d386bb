//! Changing patients.

use service_kit::{
    auth::Authorized,
    database::{Database, Error, Transaction, sql},
    http::{Claim, IdempotencyKey, IfMatch},
    json::Body,
    problem::Problem,
    record::{self, Record, Stored},
};
use uuid::Uuid;

use super::{keys, select};
use crate::patients::Patient;

pub(in crate::patients) async fn create(
    caller: &Authorized,
    key: &IdempotencyKey,
    body: &Body<Patient>,
) -> Result<Stored<Patient>, Problem> {
    let record = Record::new(body.value.clone());
    let mut transaction = key.begin(caller).await?;
    let request = format!("create patient {}", body.digest);
    if let Claim::Replay(receipt) = key.claim(&mut transaction, caller, &request, record.receipt()).await? {
        return Ok(record::replay(&mut transaction, receipt).await?);
    }
    insert(&mut transaction, &record).await?;
    record::record(&mut transaction, caller, "create", None, &record).await?;
    transaction.commit().await?;
    Ok(Stored { record, replayed: false })
}

async fn insert(transaction: &mut Transaction, record: &Record<Patient>) -> Result<(), Problem> {
    let insert = sql("INSERT INTO patient (id, version, created_at, updated_at, active, content) \
         VALUES ($1, $2, $3, $4, $5, $6)")
    .bind(record.id)
    .bind(record.version)
    .bind(record.created_at)
    .bind(record.updated_at)
    .bind(record.content.active)
    .bind(text(&record.content)?);
    transaction.execute(insert).await?;
    keys::insert(transaction, record).await
}

/// Compare and swap: nothing is changed unless the version is one that the caller has seen.
pub(in crate::patients) async fn replace(
    caller: &Authorized,
    id: Uuid,
    condition: &IfMatch,
    content: &Patient,
) -> Result<Stored<Patient>, Problem> {
    let mut transaction = caller.database().begin().await?;
    let now = record::now();
    let update = sql("UPDATE patient SET version = version + 1, updated_at = $2, active = $3, content = $4 \
         WHERE id = $1 AND deleted_at IS NULL")
    .bind(id)
    .bind(now)
    .bind(content.active)
    .bind(text(content)?);
    let update = condition.restrict(update, " AND version IN ").push(" RETURNING version, created_at");
    let Some(row) = transaction.row(update).await? else {
        return Err(why_not(&mut transaction, id).await?);
    };
    let (version, created_at) = (row.integer("version")?, row.instant("created_at")?);
    let record = Record { id, version, created_at, updated_at: now, content: content.clone() };
    keys::replace(&mut transaction, &record).await?;
    record::record(&mut transaction, caller, "update", None, &record).await?;
    transaction.commit().await?;
    Ok(Stored { record, replayed: false })
}

/// The row stays, and so does its history; what it was found by does not.
pub(in crate::patients) async fn delete(
    caller: &Authorized,
    id: Uuid,
    condition: &IfMatch,
    reason: Option<&'static str>,
) -> Result<(), Problem> {
    let mut transaction = caller.database().begin().await?;
    let update = sql("UPDATE patient SET version = version + 1, updated_at = $2, deleted_at = $2 \
         WHERE id = $1 AND deleted_at IS NULL")
    .bind(id)
    .bind(record::now());
    let update = condition
        .restrict(update, " AND version IN ")
        .push(" RETURNING id, version, created_at, updated_at, content");
    let Some(row) = transaction.row(update).await? else {
        return Err(why_not(&mut transaction, id).await?);
    };
    keys::delete(&mut transaction, id).await?;
    record::record(&mut transaction, caller, "delete", reason, &Record::<Patient>::from_row(&row)?).await?;
    transaction.commit().await?;
    Ok(())
}

/// Nothing was changed.
async fn why_not(transaction: &mut Transaction, id: Uuid) -> Result<Problem, Problem> {
    let row = transaction.row(select().push(" WHERE p.id = $1").bind(id)).await?;
    Ok(record::why_not::<Patient>(row.as_ref()))
}

fn text(content: &Patient) -> Result<String, Error> {
    serde_json::to_string(content).map_err(|_| Error::Content("a patient that is no JSON"))
}

/// Stores synthetic patients, where there are none.
///
/// # Errors
/// When there are patients, or the database fails.
pub async fn insert_seed(database: &Database, patients: Vec<(Uuid, Patient)>) -> Result<(), String> {
    let caller = Authorized::local(database.clone());
    let mut transaction = database.begin().await.map_err(|error| error.to_string())?;
    let any = transaction
        .row(sql("SELECT 1 AS one FROM patient LIMIT 1"))
        .await
        .map_err(|error| error.to_string())?;
    if any.is_some() {
        return Err("the database has patients already; seed is for an empty one".to_owned());
    }
    for (id, content) in patients {
        let record = Record { id, ..Record::new(content) };
        insert(&mut transaction, &record).await.map_err(|problem| problem.kind().title().to_owned())?;
        record::record(&mut transaction, &caller, "create", None, &record)
            .await
            .map_err(|error| error.to_string())?;
    }
    transaction.commit().await.map_err(|error| error.to_string())
}
