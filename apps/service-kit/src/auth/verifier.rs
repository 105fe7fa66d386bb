//! Verifies tokens: signature with a pinned algorithm, issuer, audience or client, and time.

use std::{collections::BTreeSet, sync::Arc};

use axum::http::{HeaderValue, header};
use jsonwebtoken::{Algorithm, Validation, errors::ErrorKind};

use super::{
    Caller, DevelopmentKey, Issuer,
    claims::Claims,
    development,
    keys::{Key, Keys},
};
use crate::problem::{Kind, Problem};

/// Clocks differ a little.
const LEEWAY_SECONDS: u64 = 30;
/// No token of ours is larger; what is larger is not worth looking at.
const LONGEST: usize = 8 * 1024;

/// Which tokens are good.
pub struct Verifier {
    keys: Keys,
    algorithms: &'static [Algorithm],
    issuer: String,
    audience: Option<String>,
    clients: BTreeSet<String>,
    scope_prefix: String,
    development: bool,
}

/// Why a token was not accepted. The client is told no more than the kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denial {
    /// There is no `Authorization` header.
    Missing,
    /// It holds no bearer token.
    Malformed,
    /// The algorithm is not one of those pinned, or not the key's.
    Algorithm,
    /// No key with that id.
    UnknownKey,
    /// The signature is wrong.
    Signature,
    /// Too old, or not good yet.
    Time,
    /// Another issuer's.
    Issuer,
    /// For another audience or client.
    Audience,
    /// Not an access token, or claims are missing.
    Claims,
    /// The issuer's keys cannot be had.
    IssuerUnavailable,
}

impl Verifier {
    /// For tokens of an issuer.
    #[must_use]
    pub fn of_issuer(
        url: &str,
        issuer: Issuer,
        audience: Option<String>,
        clients: BTreeSet<String>,
        scope_prefix: String,
    ) -> Self {
        Self {
            keys: Keys::of(issuer),
            algorithms: &[Algorithm::RS256, Algorithm::ES256],
            issuer: url.to_owned(),
            audience,
            clients,
            scope_prefix,
            development: false,
        }
    }

    /// For tokens of this machine's own key.
    #[must_use]
    pub fn of_development(development_key: &DevelopmentKey) -> Self {
        let key = Key { algorithm: Algorithm::EdDSA, decoding: development_key.public() };
        Self {
            keys: Keys::Fixed(Arc::new(key)),
            algorithms: &[Algorithm::EdDSA],
            issuer: development::ISSUER.to_owned(),
            audience: Some(development::AUDIENCE.to_owned()),
            clients: BTreeSet::new(),
            scope_prefix: String::new(),
            development: true,
        }
    }

    /// Who this is.
    ///
    /// # Errors
    /// Why it is nobody.
    pub async fn verify(&self, token: &str) -> Result<Caller, Denial> {
        if token.len() > LONGEST {
            return Err(Denial::Malformed);
        }
        let header = jsonwebtoken::decode_header(token).map_err(|_| Denial::Algorithm)?;
        if !self.algorithms.contains(&header.alg) {
            return Err(Denial::Algorithm);
        }
        let access_token = |typ: &String| ["jwt", "at+jwt"].contains(&typ.to_ascii_lowercase().as_str());
        if !header.typ.as_ref().is_none_or(access_token) {
            return Err(Denial::Claims);
        }
        let key = self.keys.find(header.kid.as_deref()).await?;
        if key.algorithm != header.alg {
            return Err(Denial::Algorithm);
        }
        let claims = jsonwebtoken::decode::<Claims>(token, &key.decoding, &self.validation(key.algorithm));
        let claims = claims.map_err(|error| denial(error.kind()))?.claims;
        self.check_audience(&claims)?;
        if claims.token_use.as_deref().is_some_and(|purpose| purpose != "access") {
            return Err(Denial::Claims);
        }
        Ok(Caller::new(&claims, &self.scope_prefix, self.development))
    }

    fn validation(&self, algorithm: Algorithm) -> Validation {
        let mut validation = Validation::new(algorithm);
        validation.leeway = LEEWAY_SECONDS;
        validation.validate_nbf = true;
        // Checked below: an access token of Cognito has a client instead.
        validation.validate_aud = false;
        validation.set_issuer(&[&self.issuer]);
        validation.set_required_spec_claims(&["exp", "iss"]);
        validation
    }

    /// The audience where the token names one, else the client that it was issued to: a token of a known client
    /// for another audience is meant for somebody else.
    fn check_audience(&self, claims: &Claims) -> Result<(), Denial> {
        let audience = claims.aud.as_ref().map(|aud| aud.iter().collect::<Vec<_>>());
        let client = claims.client_id.as_deref().or(claims.azp.as_deref());
        let known_client = client.is_some_and(|client| self.clients.contains(client));
        let good = match (&self.audience, audience) {
            (Some(ours), Some(theirs)) => theirs.contains(&ours.as_str()),
            (None, Some(_)) => false,
            (_, None) => known_client,
        };
        if good { Ok(()) } else { Err(Denial::Audience) }
    }
}

impl Denial {
    /// A word for the log.
    #[must_use]
    pub fn reason(self) -> &'static str {
        match self {
            Self::Missing => "no token",
            Self::Malformed => "malformed token",
            Self::Algorithm => "algorithm not allowed",
            Self::UnknownKey => "unknown key",
            Self::Signature => "wrong signature",
            Self::Time => "expired or not yet valid",
            Self::Issuer => "wrong issuer",
            Self::Audience => "wrong audience or client",
            Self::Claims => "not an access token",
            Self::IssuerUnavailable => "issuer unavailable",
        }
    }

    pub(super) fn problem(self) -> Problem {
        match self {
            Self::IssuerUnavailable => {
                Problem::new(Kind::UNAVAILABLE, "The issuer's keys cannot be had just now; try again shortly")
            }
            Self::Missing => challenge("Send `Authorization: Bearer` with an access token", "Bearer"),
            _ => challenge(
                "The token is not valid here, or no longer; get a new one",
                "Bearer error=\"invalid_token\"",
            ),
        }
    }
}

fn challenge(detail: &str, value: &'static str) -> Problem {
    Problem::new(Kind::UNAUTHENTICATED, detail)
        .header(header::WWW_AUTHENTICATE, HeaderValue::from_static(value))
}

fn denial(kind: &ErrorKind) -> Denial {
    match kind {
        ErrorKind::InvalidSignature => Denial::Signature,
        ErrorKind::ExpiredSignature | ErrorKind::ImmatureSignature => Denial::Time,
        ErrorKind::InvalidIssuer => Denial::Issuer,
        ErrorKind::InvalidAudience => Denial::Audience,
        ErrorKind::InvalidAlgorithm => Denial::Algorithm,
        _ => Denial::Claims,
    }
}
