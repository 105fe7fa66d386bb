//! The typed extractor that every handler needs to reach the database.

use std::{marker::PhantomData, net::SocketAddr, ops::Deref, sync::Arc};

use axum::{
    extract::{ConnectInfo, FromRef, FromRequestParts},
    http::{HeaderValue, header, request::Parts},
};
use uuid::Uuid;

use super::{Caller, Denial, Verifier};
use crate::{
    database::Database,
    http::RequestContext,
    problem::{Kind, Problem},
    telemetry::metrics,
};

/// A permission that an issuer grants by name.
pub trait Scope: Send + Sync {
    /// Its name, such as `patients:read`.
    const NAME: &'static str;
}

/// Holds the database, and gives it to nobody without [`Access`].
#[derive(Clone)]
pub struct Gate {
    database: Database,
    verifier: Arc<Verifier>,
}

/// A caller who may do what `S` names.
pub struct Access<S> {
    authorized: Authorized,
    scope: PhantomData<S>,
}

/// A verified caller within a request, whatever the scope was.
pub struct Authorized {
    caller: Caller,
    bearer: String,
    context: RequestContext,
    source: String,
    database: Database,
}

impl Gate {
    /// Puts the database behind the verifier.
    #[must_use]
    pub fn new(database: Database, verifier: Arc<Verifier>) -> Self {
        Self { database, verifier }
    }
}

impl<S> Deref for Access<S> {
    type Target = Authorized;

    fn deref(&self) -> &Authorized {
        &self.authorized
    }
}

impl Authorized {
    /// The person at this machine, who fills an empty database with synthetic records.
    #[must_use]
    pub fn local(database: Database) -> Self {
        let context = RequestContext::from_headers(&axum::http::HeaderMap::new());
        Self { caller: Caller::local(), bearer: String::new(), context, source: "local".to_owned(), database }
    }

    /// The database.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// Who it is, for the audit trail: issuer and subject.
    #[must_use]
    pub fn actor(&self) -> &str {
        &self.caller.actor
    }

    /// Where the request came from: the address that the load balancer saw, or the connection's own.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The token, to ask another service in the caller's name.
    #[must_use]
    pub fn bearer(&self) -> &str {
        &self.bearer
    }

    /// The ids of this request.
    #[must_use]
    pub fn context(&self) -> &RequestContext {
        &self.context
    }

    /// A permission beyond the operation's own.
    ///
    /// # Errors
    /// 403 when the token does not have it.
    pub fn require<S: Scope>(&self) -> Result<(), Problem> {
        if self.caller.has(S::NAME) { Ok(()) } else { Err(self.deny(S::NAME)) }
    }

    /// The one patient that this caller may see, where the token is a patient's own.
    #[must_use]
    pub fn own_patient(&self) -> Option<Uuid> {
        self.caller.patient
    }

    /// For records of one patient: to a patient, others' do not exist.
    ///
    /// # Errors
    /// 404 when the token is another patient's.
    pub fn require_patient(&self, id: Uuid) -> Result<(), Problem> {
        match self.caller.patient {
            Some(own) if own != id => {
                self.log_denial("another patient's record");
                Err(Problem::nothing())
            }
            _ => Ok(()),
        }
    }

    /// For what is about all patients.
    ///
    /// # Errors
    /// 403 when the token is a patient's own.
    pub fn require_staff(&self) -> Result<(), Problem> {
        if self.caller.patient.is_none() {
            return Ok(());
        }
        self.log_denial("not for a patient's own token");
        Err(Problem::new(Kind::FORBIDDEN, "This is not for tokens of a single patient (claim `patient_id`)"))
    }

    fn deny(&self, scope: &'static str) -> Problem {
        self.log_denial(scope);
        let challenge = format!("Bearer error=\"insufficient_scope\", scope=\"{scope}\"");
        let problem = Problem::new(Kind::FORBIDDEN, format!("The token lacks the scope `{scope}`"));
        match HeaderValue::from_str(&challenge) {
            Ok(value) => problem.header(header::WWW_AUTHENTICATE, value),
            Err(_) => problem,
        }
    }

    fn log_denial(&self, reason: &'static str) {
        denied(Some(&self.caller.actor), &self.source, &self.context.request_id, reason);
    }
}

impl<S: Scope, State> FromRequestParts<State> for Access<S>
where
    Gate: FromRef<State>,
    State: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Problem> {
        let gate = Gate::from_ref(state);
        let source = source(parts);
        let context = parts.extensions.get::<RequestContext>().cloned();
        let context = context.unwrap_or_else(|| RequestContext::from_headers(&parts.headers));
        let verified = match bearer(parts) {
            Ok(token) => gate.verifier.verify(token).await.map(|caller| (caller, token.to_owned())),
            Err(denial) => Err(denial),
        };
        let (caller, bearer) = verified.map_err(|denial| {
            denied(None, &source, &context.request_id, denial.reason());
            denial.problem()
        })?;
        let authorized = Authorized { caller, bearer, context, source, database: gate.database };
        authorized.require::<S>()?;
        Ok(Self { authorized, scope: PhantomData })
    }
}

/// The one place that says no in the log.
fn denied(actor: Option<&str>, source: &str, request_id: &str, reason: &'static str) {
    metrics::denied();
    tracing::warn!(target: "audit", outcome = "denied", actor, source, request_id, reason, "denied");
}

fn bearer(parts: &Parts) -> Result<&str, Denial> {
    let mut values = parts.headers.get_all(header::AUTHORIZATION).iter();
    let value = values.next().ok_or(Denial::Missing)?;
    if values.next().is_some() {
        return Err(Denial::Malformed);
    }
    let value = value.to_str().map_err(|_| Denial::Malformed)?;
    let (scheme, token) = value.split_once(' ').ok_or(Denial::Malformed)?;
    if scheme.eq_ignore_ascii_case("bearer") { Ok(token.trim()) } else { Err(Denial::Malformed) }
}

/// The last address in `X-Forwarded-For` is the one that the load balancer itself wrote.
fn source(parts: &Parts) -> String {
    let forwarded = parts.headers.get_all("x-forwarded-for").iter().next_back();
    let last = forwarded.and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
    let peer = || parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    last.or_else(peer).map_or_else(|| "unknown".to_owned(), |address: std::net::IpAddr| address.to_string())
}
