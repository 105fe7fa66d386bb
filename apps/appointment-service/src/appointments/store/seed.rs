//! Synthetic appointments, on their way into an empty database.

use service_kit::{
    auth::Authorized,
    database::{Database, Error, sql},
    record::{self, Record},
};
use uuid::Uuid;

use super::row::insert;
use crate::appointments::Appointment;

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
