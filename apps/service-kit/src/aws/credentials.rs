//! The credentials of the task's role, kept until shortly before they expire.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

use super::{Clock, Endpoint, NoCredentials};
use crate::client::Client;

/// They are fetched anew so long before they expire.
const EARLY: SignedDuration = SignedDuration::from_mins(5);

/// The credentials. They hold a secret, so they have no `Debug`.
pub(super) struct Credentials {
    pub(super) key_id: String,
    pub(super) secret_key: String,
    /// Empty for those of a user, who has none.
    pub(super) session_token: String,
    pub(super) expires: Timestamp,
}

/// Keeps them. Whoever finds them too old fetches new ones, several at once where several do: nobody waits for another.
pub(super) struct Keeper {
    endpoint: Endpoint,
    client: Client,
    clock: Clock,
    held: Mutex<Option<Arc<Credentials>>>,
}

impl Keeper {
    pub(super) fn new(endpoint: Endpoint, clock: Clock) -> Self {
        Self { endpoint, client: Client::default(), clock, held: Mutex::new(None) }
    }

    /// Credentials that have not expired.
    ///
    /// # Errors
    /// When there are none, and none can be had.
    pub(super) async fn credentials(&self) -> Result<Arc<Credentials>, NoCredentials> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let now = (self.clock)();
        let held = held.filter(|held| now < held.expires);
        if let Some(held) = &held
            && now.duration_until(held.expires) > EARLY
        {
            return Ok(Arc::clone(held));
        }
        let asked = self.endpoint.ask(&self.client).await.and_then(|new| {
            let still_good = now < new.expires;
            let problem = || self.endpoint.problem(&format!("they expired at {}", new.expires));
            if still_good { Ok(Arc::new(new)) } else { Err(problem()) }
        });
        match (asked, held) {
            (Ok(new), _) => {
                *self.held.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&new));
                Ok(new)
            }
            (Err(error), Some(held)) => {
                tracing::warn!(%error, until = %held.expires, "the credentials at hand are used on");
                Ok(held)
            }
            (Err(error), None) => Err(error),
        }
    }
}

#[cfg(test)]
mod tests;
