//! Reading patients.

use service_kit::{
    database::{Database, Error, sql},
    http::{Cursor, Page, page},
    problem::Problem,
    record::{self, Record},
};
use uuid::Uuid;

use super::select;
use crate::patients::{Patient, Search, handler::read::ListQuery};

/// A patient who is there: 404 if there never was one, 410 if it was deleted.
pub(in crate::patients) async fn get(database: &Database, id: Uuid) -> Result<Record<Patient>, Problem> {
    let row = database.row(select().push(" WHERE p.id = $1").bind(id)).await?.ok_or_else(Problem::nothing)?;
    record::present(&row)
}

pub(in crate::patients) async fn list(
    database: &Database,
    query: &ListQuery,
) -> Result<Page<Record<Patient>>, Error> {
    let mut statement = select().push(" WHERE p.deleted_at IS NULL");
    if let Some(active) = query.active {
        statement = statement.with(" AND p.active = ", active);
    }
    if let Some(cursor) = &query.page.cursor {
        statement = statement.with(" AND p.id > ", cursor.id);
    }
    let rows = database.stale_rows(statement.with(" ORDER BY p.id LIMIT ", query.page.limit + 1)).await?;
    let patients = rows.iter().map(Record::from_row).collect::<Result<Vec<_>, _>>()?;
    Ok(page(patients, query.page.limit, |last| Cursor { key: String::new(), id: last.id }))
}

/// The first criterion is walked in the order of its index; the others only say no.
pub(in crate::patients) async fn search(
    database: &Database,
    search: &Search,
) -> Result<Page<Record<Patient>>, Error> {
    let (criteria, query) = (search.criteria(), search.page());
    let Some((first, others)) = criteria.split_first() else {
        return Ok(page(Vec::new(), 0, |_: &Record<Patient>| Cursor { key: String::new(), id: Uuid::nil() }));
    };
    let mut statement =
        sql("SELECT p.id, p.version, p.created_at, p.updated_at, p.content, k.key AS sort_key \
         FROM patient_key k JOIN patient p ON p.id = k.patient_id WHERE p.deleted_at IS NULL")
        .with(" AND k.kind = ", first.kind)
        .with(" AND k.key >= ", first.from.as_str())
        .with(" AND k.key <= ", first.to.as_str());
    for other in others {
        statement = statement
            .with(
                " AND EXISTS (SELECT 1 FROM patient_key o WHERE o.patient_id = p.id AND o.kind = ",
                other.kind,
            )
            .with(" AND o.key >= ", other.from.as_str())
            .with(" AND o.key <= ", other.to.as_str())
            .push(")");
    }
    if let Some(cursor) = &query.cursor {
        statement = statement
            .with(" AND (k.key, k.patient_id) > (", cursor.key.as_str())
            .with(", ", cursor.id)
            .push(")");
    }
    let rows =
        database.stale_rows(statement.with(" ORDER BY k.key, k.patient_id LIMIT ", query.limit + 1)).await?;
    let found = rows.iter().map(|row| Ok((row.text("sort_key")?, Record::from_row(row)?)));
    let found = found.collect::<Result<Vec<_>, Error>>()?;
    let found = page(found, query.limit, |(key, last)| Cursor { key: key.clone(), id: last.id });
    let items = distinct(found.items);
    Ok(Page { items, next_cursor: found.next_cursor })
}

/// Someone with two given names of one beginning has two keys in the range.
fn distinct(found: Vec<(String, Record<Patient>)>) -> Vec<Record<Patient>> {
    let mut seen = std::collections::BTreeSet::new();
    found.into_iter().map(|(_, patient)| patient).filter(|patient| seen.insert(patient.id)).collect()
}
