//! So large a request line and headers; so many requests at once, and each so long: beyond that 503 at once, rather than a queue that nobody waits for.

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

const LONGEST_ADDRESS: usize = 8 * 1024;
const MOST_HEADERS: usize = 64;
/// A token may have 8 KiB of them.
const LARGEST_HEADERS: usize = 16 * 1024;

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
        Err(_) => Problem::new(
            Kind::UNAVAILABLE,
            "The request took too long; look whether it did anything, or repeat it with its Idempotency-Key",
        )
        .into_response(),
    }
}

/// What goes beyond is told so here; what goes far beyond never comes so far, and hyper's own limits end it.
pub(super) async fn measure(request: Request, next: Next) -> Response {
    let address = request.uri().path_and_query().map_or(0, |address| address.as_str().len());
    if address > LONGEST_ADDRESS {
        let detail = format!("The address is longer than the {LONGEST_ADDRESS} bytes that are allowed");
        return Problem::new(Kind::ADDRESS_TOO_LONG, detail).into_response();
    }
    let headers = request.headers();
    let size: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if headers.len() > MOST_HEADERS || size > LARGEST_HEADERS {
        let detail = format!("Allowed are {MOST_HEADERS} headers of {LARGEST_HEADERS} bytes together");
        return Problem::new(Kind::HEADERS_TOO_LARGE, detail).into_response();
    }
    next.run(request).await
}
