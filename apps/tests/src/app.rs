//! A service in this process: the very router that the program serves, spoken to without a network.

use std::{collections::BTreeMap, net::SocketAddr};

use appointment_service::AppointmentService;
use axum::{
    Router,
    body::Body,
    extract::FromRef,
    http::{HeaderMap, Request, StatusCode, header},
};
use http_body_util::BodyExt as _;
use patient_service::PatientService;
use serde_json::Value;
use service_kit::{
    auth::Gate,
    config::{Config, Reader},
    database::Database,
    openapi,
    service::{Service, assemble},
};
use tower::ServiceExt as _;
use uuid::Uuid;

use crate::{
    database::{Backend, Fresh},
    issuer::{AUDIENCE, Issuer},
    log, sample,
};

/// Every scope there is.
pub const ALL: &[&str] = &[
    "patients:read",
    "patients:write",
    "patients:search",
    "patients:audit",
    "appointments:read",
    "appointments:write",
    "appointments:overbook",
    "appointments:audit",
];

/// A service under test.
pub struct TestApp {
    /// Its router.
    pub router: Router,
    /// Its issuer.
    pub issuer: Issuer,
    /// Its database, with the rights that it has itself.
    pub database: Database,
    /// Its `OpenAPI` document.
    pub document: Value,
    /// The same database, for those who may do more.
    pub fresh: Fresh,
}

/// Both services, the second asking the first over a real connection.
pub struct Both {
    /// patient-service.
    pub patients: TestApp,
    /// appointment-service.
    pub appointments: TestApp,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body, or null.
    pub body: Value,
}

/// A request that is being put together.
pub struct Call<'a> {
    app: &'a TestApp,
    request: axum::http::request::Builder,
    body: Body,
}

impl TestApp {
    /// patient-service on a fresh database.
    pub async fn patients(backend: Backend) -> Self {
        Self::of::<PatientService>(backend.fresh().await, Issuer::start().await, &[]).await
    }

    /// appointment-service on a fresh database, asking at this address, or nowhere (`off`).
    pub async fn appointments(backend: Backend, patient_service: &str) -> Self {
        let environment = [("PATIENT_SERVICE_URL", patient_service)];
        Self::of::<AppointmentService>(backend.fresh().await, Issuer::start().await, &environment).await
    }

    /// Any service with any environment.
    pub async fn of<S: Service>(fresh: Fresh, issuer: Issuer, environment: &[(&str, &str)]) -> Self
    where
        Gate: FromRef<S::State>,
    {
        log::watch();
        fresh.migrate::<S>().await;
        let mut variables = BTreeMap::from([
            ("LISTEN_ADDR", "127.0.0.1:0"),
            ("DATABASE_URL", fresh.serving.as_str()),
            ("MIGRATE_AT_START", "off"),
            ("OIDC_ISSUER", issuer.url.as_str()),
            ("OIDC_AUDIENCE", AUDIENCE),
        ]);
        variables.extend(environment.iter().copied());
        let get = |name: &str| variables.get(name).map(|value| (*value).to_owned());
        let mut reader = Reader::new(&get);
        let config = Config::read(&mut reader, S::NAME, S::PORT).unwrap();
        let settings = S::settings(&mut reader);
        assert_eq!(reader.into_problems(), Vec::<String>::new());
        let app = assemble::<S>(&config, &settings).await.unwrap();
        let document = serde_json::from_str(&openapi::document::<S>()).unwrap();
        Self { router: app.router, issuer, database: app.database, document, fresh }
    }

    /// Serves it on loopback, for whoever wants to ask it over a connection.
    pub async fn serve(&self) -> SocketAddr {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = self.router.clone();
        tokio::spawn(async { axum::serve(listener, router).await });
        address
    }

    /// Begins a request, with a token that may do everything.
    pub fn call(&self, method: &str, path: &str) -> Call<'_> {
        self.bare(method, path).token(&self.issuer.token(ALL))
    }

    /// Begins a request without a token.
    pub fn bare(&self, method: &str, path: &str) -> Call<'_> {
        Call { app: self, request: Request::builder().method(method).uri(path), body: Body::empty() }
    }

    /// Creates something and returns it.
    pub async fn create(&self, collection: &str, body: &Value) -> Value {
        let answer = self.call("POST", collection).json(body).send().await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        answer.body
    }
}

impl Both {
    /// Starts both.
    pub async fn start(backend: Backend) -> Self {
        let patients = TestApp::patients(backend).await;
        let url = format!("http://{}", patients.serve().await);
        // One issuer for both, as in the cloud.
        let environment = [("PATIENT_SERVICE_URL", url.as_str())];
        let issuer = patients.issuer.clone();
        let appointments =
            TestApp::of::<AppointmentService>(backend.fresh().await, issuer, &environment).await;
        Self { patients, appointments }
    }

    /// A new patient's id.
    pub async fn patient(&self) -> Uuid {
        id_of(&self.patients.create("/api/patients", &sample::patient()).await)
    }
}

/// The id of a record.
pub fn id_of(record: &Value) -> Uuid {
    record["id"].as_str().unwrap().parse().unwrap()
}

impl Call<'_> {
    /// With a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.request = self.request.header(name, value);
        self
    }

    /// With a token, in place of the one before.
    #[must_use]
    pub fn token(mut self, token: &str) -> Self {
        if let Some(headers) = self.request.headers_mut() {
            headers.insert(header::AUTHORIZATION, format!("Bearer {token}").parse().unwrap());
        }
        self
    }

    /// On condition that the version is this one.
    #[must_use]
    pub fn if_match(self, version: &Value) -> Self {
        self.header("if-match", &format!("\"{version}\""))
    }

    /// With a body.
    #[must_use]
    pub fn json(self, body: &Value) -> Self {
        self.text("application/json", &body.to_string())
    }

    /// With any body.
    #[must_use]
    pub fn text(mut self, content_type: &str, body: &str) -> Self {
        self.body = Body::from(body.to_owned());
        self.header("content-type", content_type)
    }

    /// With a body of its own making.
    #[must_use]
    pub fn body(mut self, body: Body) -> Self {
        self.body = body;
        self.header("content-type", "application/json")
    }

    /// Sends it. What holds for every answer is asserted here.
    pub async fn send(self) -> Answer {
        let response = self.app.router.clone().oneshot(self.request.body(self.body).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let body: Value = serde_json::from_slice(&bytes).unwrap_or_default();
        let header =
            |name: &str| parts.headers.get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
        assert_eq!(header("cache-control"), "no-store");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert!(!header("x-request-id").is_empty());
        if parts.status.as_u16() >= 400 {
            assert_eq!(header("content-type"), "application/problem+json", "{}", parts.status);
            assert_eq!(body["status"], parts.status.as_u16());
            assert!(body["type"].as_str().unwrap().starts_with("urn:healthcare-app:problem:"));
            assert!(!log::leaks(&body.to_string()), "personal data in an error: {body}");
        }
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

impl Answer {
    /// The pointers, parameters and headers that an error names.
    pub fn wrong(&self) -> Vec<String> {
        let errors = self.body["errors"].as_array().into_iter().flatten();
        let place = |error: &Value| {
            let names = ["pointer", "parameter", "header"];
            names.iter().find_map(|name| error[name].as_str()).unwrap_or_default().to_owned()
        };
        errors.map(place).collect()
    }

    /// The short name of the problem.
    pub fn problem(&self) -> &str {
        self.body["type"].as_str().unwrap_or_default().trim_start_matches("urn:healthcare-app:problem:")
    }

    /// A header.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}
