//! Whether a patient exists: asked of patient-service over HTTP, in the caller's name, bounded in time.
//!
//! Who cannot be asked about is not booked. A positive answer is remembered for half a minute, for the same caller
//! only; a negative one never is.

use std::{
    collections::HashMap,
    hash::{BuildHasher as _, RandomState},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::http::StatusCode;
use serde::Deserialize;
use service_kit::{
    auth::Authorized,
    client::{Answer, Client, Error},
    config::Reader,
    problem::{Kind, Problem},
};
use uuid::Uuid;

const TIMEOUT: Duration = Duration::from_millis(800);
const REMEMBERED: Duration = Duration::from_secs(30);
/// More answers than this are not remembered.
const MOST: usize = 10_000;

/// The patient does not exist, or the record is not in use.
pub(crate) const UNKNOWN_PATIENT: Kind =
    Kind::new(StatusCode::UNPROCESSABLE_ENTITY, "unknown-patient", "Unknown patient");

/// Where to ask.
#[derive(Clone, PartialEq, Eq)]
pub enum Source {
    /// A base URL without a slash at its end.
    Url(String),
    /// Nowhere; on a person's own machine only.
    Off,
}

/// Asks, and remembers.
pub struct PatientDirectory {
    source: Source,
    client: Arc<Client>,
    known: Mutex<HashMap<(u64, Uuid), Instant>>,
    /// A token is not kept longer than its request; its hash, with a key of this process, tells it from others.
    fingerprints: RandomState,
}

#[derive(Deserialize)]
struct Reference {
    id: Uuid,
    active: bool,
}

impl Source {
    pub(crate) fn read(env: &mut Reader) -> Self {
        const NAME: &str = "PATIENT_SERVICE_URL";
        let local = env.is_local();
        match env.text(NAME).as_deref() {
            Some("off") if local => return Self::Off,
            Some("off") => env.fail(NAME, "`off` is only for a loopback LISTEN_ADDR; set the base URL of patient-service"),
            Some(_) => return env.service_url(NAME).map_or(Self::Off, Self::Url),
            None if local => return Self::Url("http://127.0.0.1:3000".to_owned()),
            None => env.fail(NAME, "is not set; off loopback it must be the base URL of patient-service, such as https://api.example.com"),
        }
        Self::Off
    }
}

impl PatientDirectory {
    pub(crate) fn new(source: Source, client: Arc<Client>) -> Self {
        Self { source, client, known: Mutex::new(HashMap::new()), fingerprints: RandomState::new() }
    }

    /// Whether the patient's existence was verified: `false` only where asking is switched off.
    ///
    /// # Errors
    /// 422 when there is no such patient, 503 when that cannot be found out.
    pub async fn verify(&self, caller: &Authorized, id: Uuid) -> Result<bool, Problem> {
        let Source::Url(base) = &self.source else {
            return Ok(false);
        };
        let key = (self.fingerprints.hash_one(caller.bearer()), id);
        if self.remembers(&key) {
            return Ok(true);
        }
        let url = format!("{base}/api/patients/{id}/reference");
        let answer = self.ask(caller, &url).await.map_err(|error| unavailable().because(&error))?;
        judge(&answer, id)?;
        self.remember(key);
        Ok(true)
    }

    /// With the caller's own token, so that patient-service decides what this caller may know.
    async fn ask(&self, caller: &Authorized, url: &str) -> Result<Answer, Error> {
        let authorization = format!("Bearer {}", caller.bearer());
        let traceparent = caller.context().traceparent();
        let headers = [
            ("authorization", authorization.as_str()),
            ("traceparent", traceparent.as_str()),
            ("x-request-id", caller.context().request_id.as_str()),
        ];
        self.client.get(url, &headers, TIMEOUT).await
    }

    fn remembers(&self, key: &(u64, Uuid)) -> bool {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(key).is_some_and(|at| at.elapsed() < REMEMBERED)
    }

    fn remember(&self, key: (u64, Uuid)) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.retain(|_, at| at.elapsed() < REMEMBERED);
        }
        if known.len() < MOST {
            known.insert(key, Instant::now());
        }
    }
}

fn judge(answer: &Answer, id: Uuid) -> Result<(), Problem> {
    match answer.status {
        StatusCode::OK => match serde_json::from_slice::<Reference>(&answer.body) {
            Ok(reference) if reference.id == id && reference.active => Ok(()),
            Ok(reference) if reference.id == id => Err(unknown("the patient's record is not in use")),
            _ => {
                Err(unavailable().because(&Error::Unexpected("patient-service's answer is of another shape")))
            }
        },
        StatusCode::NOT_FOUND | StatusCode::GONE => Err(unknown("there is no such patient")),
        StatusCode::FORBIDDEN => {
            let detail =
                "patient-service does not let this token see the patient; it needs the scope `patients:read`";
            Err(Problem::new(Kind::FORBIDDEN, detail))
        }
        _ => {
            Err(unavailable()
                .because(&Error::Unexpected("patient-service answered with an unexpected status")))
        }
    }
}

fn unknown(detail: &'static str) -> Problem {
    Problem::new(UNKNOWN_PATIENT, "An appointment needs a patient who is known").at("/patientId", detail)
}

fn unavailable() -> Problem {
    Problem::new(
        Kind::UNAVAILABLE,
        "Whether the patient exists cannot be found out just now; try again shortly",
    )
}
