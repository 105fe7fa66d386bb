//! So many requests at once, and each so long: beyond that 503 at once, rather than a queue that nobody waits for.

use std::{sync::Arc, time::Duration};

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use tokio::sync::Semaphore;

use crate::{
    config::Limits,
    problem::{Kind, Problem},
};

pub(super) struct Limiter {
    places: Semaphore,
    time: Duration,
}

impl Limiter {
    pub(super) fn new(limits: &Limits) -> Self {
        Self { places: Semaphore::new(limits.concurrent), time: limits.request }
    }
}

pub(super) async fn enforce(State(limiter): State<Arc<Limiter>>, request: Request, next: Next) -> Response {
    let Ok(_place) = limiter.places.try_acquire() else {
        return Problem::new(Kind::UNAVAILABLE, "Too much is going on just now; try again shortly")
            .into_response();
    };
    match tokio::time::timeout(limiter.time, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::new(Kind::UNAVAILABLE, "The request took too long; what it had begun was undone")
            .into_response(),
    }
}
