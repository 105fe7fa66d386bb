//! The keys that patients are found by, kept in step with the patients.

use std::collections::BTreeSet;

use service_kit::{
    database::{Transaction, sql},
    problem::Problem,
    record::Record,
};
use uuid::Uuid;

use crate::patients::{Patient, domain, handler::IDENTIFIER_IN_USE};

/// The kind of key that is one patient's only.
const IDENTIFIER: &str = "identifier";

/// Stores the keys of a new patient. Identifiers that are another patient's are all reported.
pub(super) async fn insert(transaction: &mut Transaction, record: &Record<Patient>) -> Result<(), Problem> {
    if store(transaction, record.id, domain::keys(&record.content)).await? {
        return Ok(());
    }
    Err(in_use(transaction, record).await?)
}

/// Keeps the keys in step with what changed. Identifiers are gone through in one order by all, those that go and those
/// that come: so two patients who take each other's wait for each other in one direction only.
pub(super) async fn replace(transaction: &mut Transaction, record: &Record<Patient>) -> Result<(), Problem> {
    let id = record.id;
    let select = sql("SELECT key FROM patient_key WHERE kind = 'identifier' AND patient_id = $1").bind(id);
    let rows = transaction.rows(select).await?;
    let old = rows.iter().map(|row| row.text("key")).collect::<Result<BTreeSet<_>, _>>()?;
    let (identifiers, others): (Vec<_>, Vec<_>) =
        domain::keys(&record.content).into_iter().partition(|(kind, _)| *kind == IDENTIFIER);
    let new: BTreeSet<_> = identifiers.into_iter().map(|(_, key)| key).collect();
    for key in old.symmetric_difference(&new) {
        if old.contains(key) {
            let gone =
                sql("DELETE FROM patient_key WHERE kind = 'identifier' AND key = $1 AND patient_id = $2");
            transaction.execute(gone.bind(key.as_str()).bind(id)).await?;
        } else if !store(transaction, id, vec![(IDENTIFIER, key.clone())]).await? {
            return Err(in_use(transaction, record).await?);
        }
    }
    let gone = sql("DELETE FROM patient_key WHERE kind <> 'identifier' AND patient_id = $1").bind(id);
    transaction.execute(gone).await?;
    store(transaction, id, others).await?;
    Ok(())
}

/// Whether all of them could be stored.
async fn store(
    transaction: &mut Transaction,
    id: Uuid,
    keys: Vec<(&'static str, String)>,
) -> Result<bool, Problem> {
    let expected = keys.len() as u64;
    let mut statement = sql("INSERT INTO patient_key (kind, key, patient_id) VALUES ");
    for (position, (kind, key)) in keys.into_iter().enumerate() {
        statement = statement
            .with(if position == 0 { "(" } else { ", (" }, kind)
            .with(", ", key)
            .with(", ", id)
            .push(")");
    }
    Ok(transaction.execute(statement.push(" ON CONFLICT DO NOTHING")).await? == expected)
}

pub(super) async fn delete(transaction: &mut Transaction, id: Uuid) -> Result<(), Problem> {
    transaction.execute(sql("DELETE FROM patient_key WHERE patient_id = $1").bind(id)).await?;
    Ok(())
}

/// Which identifiers it was; not whose.
async fn in_use(transaction: &mut Transaction, record: &Record<Patient>) -> Result<Problem, Problem> {
    let mut problem = Problem::new(IDENTIFIER_IN_USE, "An identifier belongs to another patient already");
    for (position, identifier) in record.content.identifiers.iter().enumerate() {
        let select = sql(
            "SELECT 1 AS one FROM patient_key WHERE kind = 'identifier' AND key = $1 AND patient_id <> $2",
        )
        .bind(domain::of_identifier(identifier))
        .bind(record.id);
        if transaction.row(select).await?.is_some() {
            problem = problem.at(format!("/identifiers/{position}"), "is another patient's");
        }
    }
    Ok(problem)
}
