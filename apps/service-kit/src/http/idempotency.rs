//! `Idempotency-Key`: a client that did not hear the answer may ask again, and nothing happens twice.
//!
//! The key is claimed in the transaction that makes the change, so the two are stored together or not at all. A
//! second request with the same key gets the first one's answer, or 409 while that is still under way.

use std::time::Duration;

use axum::{extract::FromRequestParts, http::request::Parts};
use jiff::Timestamp;
use utoipa::{
    IntoParams,
    openapi::{
        Required,
        path::{Parameter, ParameterIn},
    },
};
use uuid::Uuid;

use super::parameter;
use crate::{
    auth::Authorized,
    database::{Database, Error, Row, Statement, Transaction, sql},
    problem::{Kind, Problem},
};

/// How long an answer is remembered.
const REMEMBERED: Duration = Duration::from_hours(24);

/// The header, if it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(Option<String>);

/// What the request with this key did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// The resource that it made or changed.
    pub id: Uuid,
    /// The version that it made.
    pub version: i64,
}

/// The outcome of claiming a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// Go on: nobody used this key, or none was sent.
    First,
    /// The same request was answered before; answer it the same way.
    Replay(Receipt),
}

impl<S: Send + Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let mut values = parts.headers.get_all("idempotency-key").iter();
        let Some(value) = values.next() else {
            return Ok(Self(None));
        };
        let key = value.to_str().unwrap_or_default();
        let fit = (1..=64).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic());
        if !fit || values.next().is_some() {
            let detail = "must be given once, as 1 to 64 printable ASCII characters without blanks";
            return Err(Problem::invalid_header("Idempotency-Key", detail));
        }
        Ok(Self(Some(key.to_owned())))
    }
}

impl IdempotencyKey {
    /// Begins the transaction of a request; with a key, only where no other request with it is under way.
    ///
    /// # Errors
    /// 409 when one is, and when the database fails.
    pub async fn begin(&self, caller: &Authorized) -> Result<Transaction, Problem> {
        let Some(key) = &self.0 else {
            return Ok(caller.database().begin().await?);
        };
        let begun = caller.database().begin_alone(format!("idempotency {} {key}", caller.actor())).await?;
        begun.ok_or_else(|| {
            let detail = "The first request with this key has no answer yet; ask again shortly";
            Problem::new(Kind::IDEMPOTENCY_KEY_IN_USE, detail)
        })
    }

    /// Claims the key for this caller and request. `request` is what must be the same: operation and body.
    ///
    /// # Errors
    /// When the key was used for another request, or the database fails.
    pub async fn claim(
        &self,
        transaction: &mut Transaction,
        caller: &Authorized,
        request: &str,
        receipt: Receipt,
    ) -> Result<Claim, Problem> {
        let Some(key) = &self.0 else {
            return Ok(Claim::First);
        };
        let now = Timestamp::now();
        // An entry past its time is taken over as if it were not there.
        let claim = sql("INSERT INTO idempotency (actor, idempotency_key, request, resource_id, version, created_at) \
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (actor, idempotency_key) DO UPDATE SET request = $3, \
             resource_id = $4, version = $5, created_at = $6 WHERE idempotency.created_at < $7")
        .bind(caller.actor())
        .bind(key.as_str())
        .bind(request)
        .bind(receipt.id)
        .bind(receipt.version)
        .bind(now)
        .bind(cutoff(now));
        if transaction.execute(claim).await? == 1 {
            return Ok(Claim::First);
        }
        let receipt = look_up(transaction.row(select(key, caller)).await?.as_ref(), request)?;
        receipt.map(Claim::Replay).ok_or_else(|| Error::Aborted.into())
    }

    /// What an earlier request with this key did, before anything else is asked or done.
    ///
    /// # Errors
    /// When the key was used for another request, or the database fails.
    pub async fn receipt(&self, caller: &Authorized, request: &str) -> Result<Option<Receipt>, Problem> {
        let Some(key) = &self.0 else { return Ok(None) };
        let live = select(key, caller).with(" AND created_at >= ", cutoff(Timestamp::now()));
        look_up(caller.database().row(live).await?.as_ref(), request)
    }

    /// Forgets what is past its time; the server does so every hour.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_old(database: &Database) -> Result<u64, Error> {
        let mut transaction = database.begin().await?;
        let old = sql("DELETE FROM idempotency WHERE created_at < $1").bind(cutoff(Timestamp::now()));
        let count = transaction.execute(old).await?;
        transaction.commit().await?;
        Ok(count)
    }
}

impl IntoParams for IdempotencyKey {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let schema = parameter::text().min_length(Some(1)).max_length(Some(64)).pattern(Some("^[!-~]+$"));
        let description = "The same key within 24 hours is answered as before, and nothing happens twice";
        parameter::header("Idempotency-Key", Required::False, description, schema)
    }
}

fn select(key: &str, caller: &Authorized) -> Statement {
    sql("SELECT request, resource_id, version FROM idempotency WHERE actor = $1 AND idempotency_key = $2")
        .bind(caller.actor())
        .bind(key)
}

fn look_up(row: Option<&Row>, request: &str) -> Result<Option<Receipt>, Problem> {
    let Some(row) = row else { return Ok(None) };
    if row.text("request")? != request {
        let detail =
            "This key was used for another request in the last 24 hours; make a new one for each request";
        return Err(Problem::new(Kind::IDEMPOTENCY_KEY_REUSED, detail));
    }
    Ok(Some(Receipt { id: row.id("resource_id")?, version: row.integer("version")? }))
}

fn cutoff(now: Timestamp) -> Timestamp {
    now.checked_sub(REMEMBERED).unwrap_or(Timestamp::MIN)
}
