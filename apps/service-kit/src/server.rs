//! The server: what surrounds every request, and how it starts and ends.

mod certificate;
mod check;
mod health;
mod limits;
mod malformed;
mod observe;
mod shutdown;

use std::{io, net::SocketAddr, net::TcpListener, sync::Arc};

use axum::{Router, middleware, response::IntoResponse as _};
use axum_server::{
    Handle,
    accept::DefaultAcceptor,
    tls_rustls::{RustlsAcceptor, RustlsConfig},
};
use hyper_util::rt::TokioTimer;
use tokio::net::TcpSocket;
use tower_http::catch_panic::CatchPanicLayer;

pub use check::check;
pub use health::Health;

use crate::{
    config::Config,
    problem::{Kind, Problem},
};

/// Puts everything around a service's routes that every request passes through, outermost last.
pub fn surround(routes: Router, health: &Health, config: &Config) -> Router {
    let limits = Arc::new(limits::Limiter::new(&config.limits));
    routes
        .layer(middleware::from_fn_with_state(limits, limits::enforce))
        .merge(health::routes(health.clone()))
        .fallback(|| async {
            Problem::new(Kind::NOT_FOUND, "There is nothing at this path; see /openapi.json")
        })
        .method_not_allowed_fallback(|| async {
            Problem::new(
                Kind::METHOD_NOT_ALLOWED,
                "This path does not know this method; `Allow` names those it does",
            )
        })
        .layer(CatchPanicLayer::custom(|_| {
            Problem::new(Kind::INTERNAL, "The service failed; the log has the cause under this request's id")
                .into_response()
        }))
        .layer(middleware::from_fn(limits::measure))
        .layer(middleware::from_fn_with_state(health.clone(), observe::observe))
}

/// Listens, says where, serves until it is told to stop, and lets every accepted request finish.
///
/// # Errors
/// When it cannot listen.
pub async fn serve(
    app: Router,
    config: &Config,
    health: Health,
    listening: impl FnOnce(SocketAddr),
) -> io::Result<()> {
    let listener = listen(config.listen)?;
    let address = listener.local_addr()?;
    let app = app.into_make_service_with_connect_info::<SocketAddr>();
    let handle = Handle::new();
    let stopping = tokio::spawn(shutdown::on_signal(handle.clone(), health, config.limits));
    listening(address);
    if config.tls {
        let tls = RustlsAcceptor::new(RustlsConfig::from_config(certificate::make()?));
        let acceptor = malformed::Explain(tls);
        let mut server = axum_server::from_tcp(listener)?.acceptor(acceptor).handle(handle).http1_only();
        bound_headers(server.http_builder(), config);
        server.serve(app).await?;
    } else {
        let acceptor = malformed::Explain(DefaultAcceptor::new());
        let mut server = axum_server::from_tcp(listener)?.acceptor(acceptor).handle(handle).http1_only();
        bound_headers(server.http_builder(), config);
        server.serve(app).await?;
    }
    stopping.abort();
    Ok(())
}

/// So many connections may wait to be accepted. The standard library's 128 are too few where hundreds come at once:
/// those beyond them are reset.
const BACKLOG: u32 = 4096;

fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // As the standard library does, so that a restart need not wait for the kernel to forget old connections.
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)?.into_std()
}

/// Headers that dribble, and connections that are silent, are dropped.
fn bound_headers(
    builder: &mut hyper_util::server::conn::auto::Builder<hyper_util::rt::TokioExecutor>,
    config: &Config,
) {
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(config.limits.keep_alive)
        .max_buf_size(32 * 1024);
}
