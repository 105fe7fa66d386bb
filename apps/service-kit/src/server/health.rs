//! `/health` touches nothing; `/ready` asks the database, and remembers the answer for a moment.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{Json, Router, extract::State, http::header, response::IntoResponse, routing::get};
use serde_json::json;
use tokio::sync::Mutex;

use crate::{
    database::{Database, sql},
    problem::{Kind, Problem},
};

/// How long an answer of the database is remembered.
const REMEMBERED: Duration = Duration::from_secs(2);
/// How long it may take.
const PATIENCE: Duration = Duration::from_secs(2);

/// What a service knows of its own state.
#[derive(Clone)]
pub struct Health(Arc<Inner>);

struct Inner {
    database: Database,
    /// Where readiness is asked through the load balancer, which knows only the service's own paths.
    ready_path: &'static str,
    commit: &'static str,
    document: String,
    last: Mutex<Option<(Instant, bool)>>,
    draining: AtomicBool,
}

impl Health {
    /// Of a service with this database and `OpenAPI` document.
    #[must_use]
    pub fn new(database: Database, ready_path: &'static str, commit: &'static str, document: String) -> Self {
        let draining = AtomicBool::new(false);
        Self(Arc::new(Inner { database, ready_path, commit, document, last: Mutex::new(None), draining }))
    }

    pub(super) fn drain(&self) {
        self.0.draining.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_draining(&self) -> bool {
        self.0.draining.load(Ordering::Relaxed)
    }

    async fn database_answers(&self) -> bool {
        let mut last = self.0.last.lock().await;
        if let Some((at, answer)) = *last
            && at.elapsed() < REMEMBERED
        {
            return answer;
        }
        let asked = tokio::time::timeout(
            PATIENCE,
            self.0.database.row(sql("SELECT 1 AS one FROM audit_event LIMIT 1")),
        );
        let answer = matches!(asked.await, Ok(Ok(_)));
        *last = Some((Instant::now(), answer));
        answer
    }
}

pub(super) fn routes(health: Health) -> Router {
    Router::new()
        .route("/health", get(|| async { Json(json!({"status": "ok"})) }))
        .route("/ready", get(ready))
        .route(health.0.ready_path, get(ready))
        .route("/openapi.json", get(document))
        .with_state(health)
}

/// No token, and no detail: whether it is ready, and which commit it is.
async fn ready(State(health): State<Health>) -> Result<impl IntoResponse, Problem> {
    if health.is_draining() || !health.database_answers().await {
        return Err(Problem::new(Kind::UNAVAILABLE, "Not ready").with("commit", health.0.commit));
    }
    Ok(Json(json!({"status": "ready", "commit": health.0.commit})))
}

async fn document(State(health): State<Health>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], health.0.document.clone())
}
