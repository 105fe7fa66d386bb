//! A small HTTP client: bounded in time and size, TLS verified against the public roots.

use std::time::Duration;

use axum::{
    body::{Body, Bytes},
    http::{Method, Request, StatusCode, header},
};
use http_body_util::{BodyExt as _, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client as Pool, connect::HttpConnector},
    rt::{TokioExecutor, TokioTimer},
};

/// No answer that we wait for is larger.
const LARGEST_ANSWER: usize = 256 * 1024;

/// The client. One per process: it keeps connections.
pub struct Client(Pool<HttpsConnector<HttpConnector>, Body>);

/// An answer.
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its body.
    pub body: Bytes,
}

/// Why there is no answer. Says nothing of the address, which may hold an id.
#[derive(Debug)]
pub enum Error {
    /// The address is no URL.
    Address,
    /// No connection was made: nothing was asked.
    Connect(String),
    /// It broke off.
    Broken(String),
    /// It took too long.
    TimedOut,
    /// It is not what was asked for.
    Unexpected(&'static str),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Address => f.write_str("the address is not a URL"),
            Self::Connect(why) => write!(f, "no connection: {why}"),
            Self::Broken(why) => write!(f, "the answer broke off: {why}"),
            Self::TimedOut => f.write_str("no answer in time"),
            Self::Unexpected(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for Error {}

impl Default for Client {
    fn default() -> Self {
        let mut connector = HttpConnector::new();
        connector.enforce_http(false);
        connector.set_nodelay(true);
        connector.set_connect_timeout(Some(Duration::from_millis(700)));
        let connector = HttpsConnectorBuilder::new()
            .with_webpki_roots()
            .https_or_http()
            .enable_http1()
            .wrap_connector(connector);
        let pool = Pool::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            // Shorter than any server's keep-alive that we talk to, ours included.
            .pool_idle_timeout(Duration::from_secs(5))
            .build(connector);
        Self(pool)
    }
}

impl Client {
    /// Gets a URL with these headers, all within the time given. Asked once more where no connection was made, as
    /// then nothing was asked.
    ///
    /// # Errors
    /// When there is no whole answer in time.
    pub async fn get(&self, url: &str, headers: &[(&str, &str)], within: Duration) -> Result<Answer, Error> {
        self.ask(|| request(Method::GET, url, headers, Body::empty()), within).await
    }

    /// Posts this text to a URL; otherwise as [`Client::get`].
    ///
    /// # Errors
    /// As [`Client::get`].
    pub async fn post(
        &self,
        url: &str,
        headers: &[(&str, &str)],
        body: &str,
        within: Duration,
    ) -> Result<Answer, Error> {
        self.ask(|| request(Method::POST, url, headers, Body::from(body.to_owned())), within).await
    }

    async fn ask(
        &self,
        request: impl Fn() -> Result<Request<Body>, Error>,
        within: Duration,
    ) -> Result<Answer, Error> {
        let attempts = async {
            match self.send(request()?).await {
                Err(Error::Connect(_)) => self.send(request()?).await,
                other => other,
            }
        };
        tokio::time::timeout(within, attempts).await.unwrap_or(Err(Error::TimedOut))
    }

    async fn send(&self, request: Request<Body>) -> Result<Answer, Error> {
        let response = self.0.request(request).await.map_err(|error| {
            let why = causes(&error);
            if error.is_connect() { Error::Connect(why) } else { Error::Broken(why) }
        })?;
        let status = response.status();
        let body = Limited::new(response.into_body(), LARGEST_ANSWER).collect().await;
        let body = body.map_err(|_| Error::Broken("its body did not arrive".to_owned()))?.to_bytes();
        Ok(Answer { status, body })
    }
}

fn request(method: Method, url: &str, headers: &[(&str, &str)], body: Body) -> Result<Request<Body>, Error> {
    let mut request = Request::builder().method(method).uri(url).header(header::ACCEPT, "application/json");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(body).map_err(|_| Error::Address)
}

/// The innermost cause says what happened; those around it only repeat that something did.
fn causes(error: &dyn std::error::Error) -> String {
    let mut last = error;
    while let Some(source) = last.source() {
        last = source;
    }
    last.to_string()
}
