//! The issuer's keys: fetched when first needed, kept, refreshed in time, and kept longer while the issuer is away.

use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant},
};

use jsonwebtoken::Algorithm;
use jsonwebtoken::{
    DecodingKey,
    jwk::{AlgorithmParameters, EllipticCurve, Jwk, JwkSet, PublicKeyUse},
};
use tokio::sync::{Mutex, RwLock};

use super::{Denial, Issuer};

/// When keys are fetched, and how long they are good.
#[derive(Clone, Copy)]
pub(super) struct Patience {
    /// After this, keys are fetched anew.
    fresh: Duration,
    /// A key nobody knows makes us look again, but not more often than this.
    eager: Duration,
    /// Between tries while there are no keys at all.
    impatient: Duration,
    /// While the issuer is away, what we have is good for this long.
    stale: Duration,
}

const PATIENCE: Patience = Patience {
    fresh: Duration::from_mins(10),
    eager: Duration::from_secs(30),
    impatient: Duration::from_secs(1),
    stale: Duration::from_hours(24),
};

/// A key, and the one algorithm that it is good for.
pub(super) struct Key {
    pub(super) algorithm: Algorithm,
    pub(super) decoding: DecodingKey,
}

/// The keys of one issuer, or the one of this machine.
pub(super) enum Keys {
    Fixed(Arc<Key>),
    Fetched(Arc<Fetched>),
}

pub(super) struct Fetched {
    issuer: Issuer,
    patience: Patience,
    set: RwLock<Option<Set>>,
    /// Held while fetching: one at a time, and `Instant` of the last try.
    fetching: Mutex<Option<Instant>>,
}

#[derive(Clone)]
struct Set {
    keys: Arc<BTreeMap<String, Arc<Key>>>,
    fetched: Instant,
}

impl Keys {
    pub(super) fn of(issuer: Issuer) -> Self {
        Self::Fetched(Arc::new(Fetched::new(issuer, PATIENCE)))
    }

    /// The key with this id.
    pub(super) async fn find(&self, id: Option<&str>) -> Result<Arc<Key>, Denial> {
        match self {
            Self::Fixed(key) => Ok(Arc::clone(key)),
            Self::Fetched(fetched) => fetched.find(id.ok_or(Denial::UnknownKey)?).await,
        }
    }
}

impl Fetched {
    fn new(issuer: Issuer, patience: Patience) -> Self {
        Self { issuer, patience, set: RwLock::new(None), fetching: Mutex::new(None) }
    }

    async fn find(self: &Arc<Self>, id: &str) -> Result<Arc<Key>, Denial> {
        let known = self.set.read().await.clone();
        let age = known.as_ref().map(|set| set.fetched.elapsed());
        let key = known.as_ref().and_then(|set| set.keys.get(id).cloned());
        match (key, age) {
            (Some(key), Some(age)) if age < self.patience.fresh => Ok(key),
            (Some(key), Some(age)) if age < self.patience.stale => {
                // Whoever has a key need not wait until it is fetched anew, however slow the issuer is.
                let fetched = Arc::clone(self);
                tokio::spawn(async move { fetched.refresh(false).await });
                Ok(key)
            }
            _ => {
                self.refresh(true).await?;
                let set = self.set.read().await.clone().ok_or(Denial::IssuerUnavailable)?;
                set.keys.get(id).cloned().ok_or(Denial::UnknownKey)
            }
        }
    }

    /// One at a time, and not too often: an unknown key makes us look again every half minute at most; with no
    /// keys at all a second between tries is enough, as nobody can be let in until one succeeds.
    async fn refresh(&self, wait: bool) -> Result<(), Denial> {
        let mut last = if wait {
            self.fetching.lock().await
        } else {
            let Ok(guard) = self.fetching.try_lock() else {
                return Ok(());
            };
            guard
        };
        let have_keys = self.set.read().await.is_some();
        let pause = if have_keys { self.patience.eager } else { self.patience.impatient };
        if last.is_some_and(|tried| tried.elapsed() < pause) {
            return if have_keys { Ok(()) } else { Err(Denial::IssuerUnavailable) };
        }
        *last = Some(Instant::now());
        self.fetch().await
    }

    async fn fetch(&self) -> Result<(), Denial> {
        match self.issuer.keys().await {
            Ok(set) => {
                let keys = Arc::new(usable(&set));
                tracing::info!(count = keys.len(), "fetched the issuer's keys");
                *self.set.write().await = Some(Set { keys, fetched: Instant::now() });
                Ok(())
            }
            Err(error) => {
                tracing::warn!(%error, "cannot fetch the issuer's keys");
                Err(Denial::IssuerUnavailable)
            }
        }
    }
}

fn usable(set: &JwkSet) -> BTreeMap<String, Arc<Key>> {
    set.keys.iter().filter_map(|jwk| Some((jwk.common.key_id.clone()?, Arc::new(key(jwk)?)))).collect()
}

/// The kind of key fixes the algorithm; what a token's header says is only compared with it.
fn key(jwk: &Jwk) -> Option<Key> {
    if matches!(jwk.common.public_key_use, Some(PublicKeyUse::Encryption)) {
        return None;
    }
    let algorithm = match &jwk.algorithm {
        AlgorithmParameters::RSA(_) => Algorithm::RS256,
        AlgorithmParameters::EllipticCurve(curve) if matches!(curve.curve, EllipticCurve::P256) => {
            Algorithm::ES256
        }
        _ => return None,
    };
    Some(Key { algorithm, decoding: DecodingKey::from_jwk(jwk).ok()? })
}

#[cfg(test)]
mod tests;
