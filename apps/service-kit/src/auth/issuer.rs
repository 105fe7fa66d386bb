//! An OpenID Connect issuer, asked for its keys over HTTPS.

use std::{sync::Arc, time::Duration};

use jsonwebtoken::jwk::JwkSet;
use serde::Deserialize;

use crate::{
    client::{Client, Error},
    config,
};

const TIMEOUT: Duration = Duration::from_secs(3);

/// Where keys come from.
pub struct Issuer {
    url: String,
    client: Arc<Client>,
}

#[derive(Deserialize)]
struct Discovery {
    issuer: String,
    jwks_uri: String,
}

impl Issuer {
    /// An issuer, by its URL exactly as it stands in tokens.
    #[must_use]
    pub fn new(url: String, client: Arc<Client>) -> Self {
        Self { url, client }
    }

    /// Its keys, by discovery.
    pub(super) async fn keys(&self) -> Result<JwkSet, Error> {
        let base = self.url.trim_end_matches('/');
        let discovery = self.get::<Discovery>(&format!("{base}/.well-known/openid-configuration")).await?;
        if discovery.issuer != self.url {
            return Err(Error::Unexpected("the discovery document names another issuer"));
        }
        // Keys that came in the clear could be anybody's.
        if !config::is_trusted_url(&discovery.jwks_uri) {
            return Err(Error::Unexpected("the discovery document names keys that are not behind https"));
        }
        self.get(&discovery.jwks_uri).await
    }

    async fn get<T: serde::de::DeserializeOwned>(&self, url: &str) -> Result<T, Error> {
        let answer = self.client.get(url, &[], TIMEOUT).await?;
        if answer.status != 200 {
            return Err(Error::Unexpected("the issuer did not answer 200"));
        }
        serde_json::from_slice(&answer.body)
            .map_err(|_| Error::Unexpected("the issuer's answer is of another shape"))
    }
}
