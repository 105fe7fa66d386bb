//! A client as others are: connections that it keeps, and answers that may not come.

use std::time::{Duration, Instant};

use axum::{
    body::Bytes,
    http::{HeaderMap, Request, Uri},
};
use http_body_util::{BodyExt as _, Full};
use hyper_util::{
    client::legacy::{Client as Pool, connect::HttpConnector},
    rt::TokioExecutor,
};
use serde_json::Value;

/// Nothing here may take longer: a service that hangs is found by this.
const PATIENCE: Duration = Duration::from_secs(25);

/// One client with connections of its own.
pub struct Client {
    pool: Pool<HttpConnector, Full<Bytes>>,
    base: String,
    token: String,
}

/// An answer, and when it was asked for.
#[derive(Debug, Clone)]
pub struct Reply {
    /// Its status.
    pub status: u16,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body, or null.
    pub body: Value,
    /// When the request was sent.
    pub began: Instant,
    /// How long it took.
    pub took: Duration,
}

impl Client {
    /// A client of a service.
    pub fn new(base: &str, token: &str) -> Self {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        let mut pool = Pool::builder(TokioExecutor::new());
        // What was sent is not sent again by itself: the tests count.
        let pool = pool.retry_canceled_requests(false).build(connector);
        Self { pool, base: base.to_owned(), token: token.to_owned() }
    }

    /// The same, with other connections.
    #[must_use]
    pub fn another(&self) -> Self {
        Self::new(&self.base, &self.token)
    }

    /// Its token, for requests that are put together by hand.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Asks.
    ///
    /// # Errors
    /// When no whole answer came.
    pub async fn call(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &Value,
    ) -> Result<Reply, String> {
        let began = Instant::now();
        let uri: Uri = format!("{}{path}", self.base).parse().unwrap();
        let mut request = Request::builder()
            .method(method)
            .uri(uri)
            .header("authorization", format!("Bearer {}", self.token));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let bytes = if body.is_null() {
            Bytes::new()
        } else {
            request = request.header("content-type", "application/json");
            body.to_string().into()
        };
        let request = request.body(Full::new(bytes)).unwrap();
        let whole = async {
            let response = self.pool.request(request).await.map_err(|error| causes(&error))?;
            let (parts, body) = response.into_parts();
            let bytes = body.collect().await.map_err(|error| causes(&error))?.to_bytes();
            Ok::<_, String>((parts, bytes))
        };
        let in_time = tokio::time::timeout(PATIENCE, whole).await;
        let (parts, bytes) =
            in_time.unwrap_or_else(|_| panic!("{method} {path} hangs: no answer in {PATIENCE:?}"))?;
        let body = serde_json::from_slice(&bytes).unwrap_or_default();
        Ok(Reply {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body,
            began,
            took: began.elapsed(),
        })
    }

    /// Asks for something.
    ///
    /// # Errors
    /// As [`Client::call`].
    pub async fn get(&self, path: &str) -> Result<Reply, String> {
        self.call("GET", path, &[], &Value::Null).await
    }

    /// Creates something.
    ///
    /// # Errors
    /// As [`Client::call`].
    pub async fn post(&self, path: &str, body: &Value) -> Result<Reply, String> {
        self.call("POST", path, &[], body).await
    }
}

impl Reply {
    /// A header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The short name of the problem.
    pub fn problem(&self) -> &str {
        self.body["type"].as_str().unwrap_or_default().trim_start_matches("urn:healthcare-app:problem:")
    }

    /// That it is a 503 as it is documented: with a hint when to try again, and in the time given.
    pub fn assert_unavailable_within(&self, time: Duration) {
        assert_eq!((self.status, self.problem()), (503, "unavailable"), "{}", self.body);
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert!(self.header("retry-after").parse::<u64>().is_ok(), "no Retry-After");
        assert!(self.took < time, "503 after {:?}", self.took);
    }
}

fn causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text = format!("{text}: {error}");
        source = error.source();
    }
    text
}
