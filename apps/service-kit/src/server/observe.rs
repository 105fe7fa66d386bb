//! Every request gets its ids, one log line, its metrics, and the headers that all answers carry.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderValue, Method, header},
    middleware::Next,
    response::Response,
};
use tracing::{Instrument as _, info_span};

use super::Health;
use crate::{
    http::RequestContext,
    problem::{Cause, Kind},
    telemetry::metrics,
};

pub(super) async fn observe(State(health): State<Health>, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let context = RequestContext::from_headers(request.headers());
    // The template, never the path: a path may hold anything.
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let method = name(request.method());
    request.extensions_mut().insert(context.clone());
    let span = info_span!("request", request_id = context.request_id, trace_id = context.trace_id);
    let mut response = next.run(request).instrument(span.clone()).await;
    let _in_span = span.enter();
    conclude(method, &route, &mut response, &context, started);
    if health.is_draining() {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// What happens with every answer, before it goes.
pub(super) fn conclude(
    method: &'static str,
    route: &str,
    response: &mut Response,
    context: &RequestContext,
    started: Instant,
) {
    log(method, route, response, started);
    metrics::answered(format!("{method} {route}"), response.status(), started.elapsed());
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if let Ok(id) = HeaderValue::from_str(&context.request_id) {
        headers.insert("x-request-id", id);
    }
}

fn log(method: &'static str, route: &str, response: &Response, started: Instant) {
    let status = response.status().as_u16();
    let problem = response.extensions().get::<Kind>().map(|kind| kind.name());
    let cause = response.extensions().get::<Cause>().map(Cause::as_str);
    let milliseconds = (started.elapsed().as_secs_f64() * 1e6).round() / 1e3;
    match (status, route) {
        (500.., _) => tracing::error!(method, route, status, milliseconds, problem, cause, "answered"),
        (_, "/health") => tracing::debug!(method, route, status, milliseconds, "answered"),
        _ => tracing::info!(method, route, status, milliseconds, problem, cause, "answered"),
    }
}

/// A method is the client's own text too.
fn name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::PATCH => "PATCH",
        Method::OPTIONS => "OPTIONS",
        _ => "OTHER",
    }
}
