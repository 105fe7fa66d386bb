//! What a token says, as far as it concerns us.

use std::collections::BTreeSet;

use serde::Deserialize;
use uuid::Uuid;

/// The claims of an access token, as issuers write them.
#[derive(Deserialize)]
pub(super) struct Claims {
    pub(super) iss: String,
    #[serde(default)]
    pub(super) sub: Option<String>,
    #[serde(default)]
    pub(super) aud: Option<OneOrMany>,
    #[serde(default)]
    pub(super) client_id: Option<String>,
    #[serde(default)]
    pub(super) azp: Option<String>,
    #[serde(default)]
    pub(super) token_use: Option<String>,
    #[serde(default)]
    pub(super) scope: Option<String>,
    #[serde(default)]
    pub(super) scp: Option<OneOrMany>,
    #[serde(default)]
    pub(super) patient_id: Option<Uuid>,
}

/// A claim that may be a string or a list of them.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        match self {
            Self::One(one) => std::slice::from_ref(one).iter(),
            Self::Many(many) => many.iter(),
        }
        .map(String::as_str)
    }
}

/// A verified caller.
pub struct Caller {
    /// Issuer and subject, as the audit trail names them.
    pub(super) actor: String,
    pub(super) patient: Option<Uuid>,
    scopes: BTreeSet<String>,
    everything: bool,
}

impl Caller {
    /// `prefix` is what the issuer puts before our scopes (Cognito: the resource server's identifier and `/`).
    /// `*` means everything only where `development` says that the key is this machine's own.
    pub(super) fn new(claims: &Claims, prefix: &str, development: bool) -> Self {
        let words = claims.scope.iter().flat_map(|scope| scope.split_ascii_whitespace());
        let words = words.chain(claims.scp.iter().flat_map(OneOrMany::iter));
        let scopes: BTreeSet<_> =
            words.filter_map(|word| word.strip_prefix(prefix)).map(str::to_owned).collect();
        let everything = development && scopes.contains("*");
        let subject = claims.sub.as_deref().or(claims.client_id.as_deref()).unwrap_or("unknown");
        let actor = format!("{}#{subject}", claims.iss);
        Self { actor, patient: claims.patient_id, scopes, everything }
    }

    pub(super) fn local() -> Self {
        let actor = format!("{}#seed", super::development::ISSUER);
        Self { actor, patient: None, scopes: BTreeSet::new(), everything: false }
    }

    /// Whether the token grants a scope.
    #[must_use]
    pub fn has(&self, scope: &str) -> bool {
        self.everything || self.scopes.contains(scope)
    }
}
