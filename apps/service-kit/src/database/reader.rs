//! A copy of the database that answers what may be a little older than the last change.
//!
//! Where it does not answer the writer does, and that is counted. Refusing would turn a failover of what nobody needs into
//! an outage; what reaches the writer is bounded by its own pool; and Aurora's reader endpoint itself leads to the writer where
//! no reader is left.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use sqlx::{Postgres, postgres::PgRow};
use tokio::time;

use super::{Argument, Error, Statement, lease::Lender, transaction::run};
use crate::telemetry::metrics;

/// How long it may take to answer; then there is still time for the writer to.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long it is left alone after it did not answer, so that not everybody waits for it in vain.
const REST: Duration = Duration::from_secs(5);

/// The copy. Cheap to clone.
#[derive(Clone)]
pub(super) struct Reader {
    lender: Lender,
    failed: Arc<Mutex<Option<Instant>>>,
}

impl Reader {
    pub(super) fn new(lender: Lender) -> Self {
        Self { lender, failed: Arc::default() }
    }

    /// All rows of a query; none at all where the writer must be asked.
    pub(super) async fn rows(&self, statement: Statement) -> Option<Vec<PgRow>> {
        if self.rests() {
            metrics::reader_fell_back();
            return None;
        }
        let asked = time::timeout(PATIENCE, self.ask(statement)).await;
        match asked.unwrap_or(Err(sqlx::Error::PoolTimedOut)) {
            Ok(rows) => Some(rows),
            Err(error) => {
                *self.failed.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
                metrics::reader_fell_back();
                tracing::warn!(error = %Error::from(error), "the reader does not answer, so the writer is asked");
                None
            }
        }
    }

    pub(super) async fn close(&self) {
        self.lender.close().await;
    }

    async fn ask(&self, statement: Statement) -> sqlx::Result<Vec<PgRow>> {
        let mut lease = self.lender.lend().await?;
        let answer = run!(statement, lease.ask()?, Postgres, fetch_all);
        lease.answered(answer)
    }

    fn rests(&self) -> bool {
        let failed = *self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        failed.is_some_and(|at| at.elapsed() < REST)
    }
}
