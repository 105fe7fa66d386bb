//! The end: SIGTERM comes at about the moment when the load balancer is told to stop sending, and that takes a
//! while to arrive. So requests are still accepted for a time, then those under way finish, then it is over.

use std::{net::SocketAddr, time::Duration};

use axum_server::Handle;
use tokio::signal::unix::{SignalKind, signal};

use super::Health;
use crate::config::Limits;

pub(super) async fn on_signal(handle: Handle<SocketAddr>, health: Health, limits: Limits) {
    let (Ok(mut terminate), Ok(mut interrupt)) =
        (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        tracing::error!("cannot listen for signals");
        return;
    };
    let delay = tokio::select! {
        _ = terminate.recv() => limits.shutdown_delay,
        // Someone at a terminal; there is no load balancer to wait for.
        _ = interrupt.recv() => Duration::ZERO,
    };
    tracing::info!(delay_seconds = delay.as_secs(), "stopping");
    // Keep-alive connections are told to close with their next answer.
    health.drain();
    tokio::time::sleep(delay).await;
    handle.graceful_shutdown(Some(limits.shutdown_timeout));
}
