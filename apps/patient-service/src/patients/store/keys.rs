//! The keys that patients are found by, kept in step with the patients.

use service_kit::{
    database::{Transaction, sql},
    problem::Problem,
    record::Record,
};

use crate::patients::{Patient, domain, handler::IDENTIFIER_IN_USE};

/// Stores the keys. Identifiers that are another patient's are all reported.
pub(super) async fn insert(transaction: &mut Transaction, record: &Record<Patient>) -> Result<(), Problem> {
    let keys = domain::keys(&record.content);
    let expected = keys.len() as u64;
    let mut statement = sql("INSERT INTO patient_key (kind, key, patient_id) VALUES ");
    for (position, (kind, key)) in keys.into_iter().enumerate() {
        statement = statement
            .with(if position == 0 { "(" } else { ", (" }, kind)
            .with(", ", key)
            .with(", ", record.id)
            .push(")");
    }
    let stored = transaction.execute(statement.push(" ON CONFLICT DO NOTHING")).await?;
    if stored == expected { Ok(()) } else { Err(in_use(transaction, record).await?) }
}

pub(super) async fn delete(transaction: &mut Transaction, id: uuid::Uuid) -> Result<(), Problem> {
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
