//! An `OpenID` Connect issuer on loopback, which signs whatever a test wants signed.

use std::sync::{
    Arc, OnceLock,
    atomic::{AtomicU32, Ordering},
};

use aws_lc_rs::{
    encoding::{AsDer as _, Pkcs8V1Der, PublicKeyX509Der},
    rsa::{KeyPair, KeySize},
    signature::KeyPair as _,
};
use axum::{Json, Router, routing::get};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};

/// What tokens must name.
pub const AUDIENCE: &str = "service-tests";

/// The issuer.
#[derive(Clone)]
pub struct Issuer {
    /// Its URL, as tokens name it.
    pub url: String,
    /// How often its keys were fetched.
    pub fetched: Arc<AtomicU32>,
}

fn key() -> &'static KeyPair {
    static KEY: OnceLock<KeyPair> = OnceLock::new();
    KEY.get_or_init(|| KeyPair::generate(KeySize::Rsa2048).unwrap())
}

/// The public key in PEM, as an attacker would know it.
pub fn public_pem() -> Vec<u8> {
    let der: PublicKeyX509Der<'_> = key().public_key().as_der().unwrap();
    let text = base64::engine::general_purpose::STANDARD.encode(der.as_ref());
    format!("-----BEGIN PUBLIC KEY-----\n{text}\n-----END PUBLIC KEY-----\n").into_bytes()
}

impl Issuer {
    /// Starts one.
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let fetched = Arc::new(AtomicU32::new(0));
        let discovery = json!({"issuer": url, "jwks_uri": format!("{url}/keys")});
        let counter = Arc::clone(&fetched);
        let routes = Router::new()
            .route("/.well-known/openid-configuration", get(|| async { Json(discovery) }))
            .route(
                "/keys",
                get(|| async move {
                    counter.fetch_add(1, Ordering::SeqCst);
                    Json(keys())
                }),
            );
        tokio::spawn(async { axum::serve(listener, routes).await });
        Self { url, fetched }
    }

    /// The claims of a good token with these scopes.
    pub fn claims(&self, scopes: &[&str]) -> Value {
        let now = jiff::Timestamp::now().as_second();
        json!({"iss": self.url, "aud": AUDIENCE, "sub": "tester", "iat": now, "exp": now + 600, "scope": scopes.join(" ")})
    }

    /// A good token with these scopes.
    pub fn token(&self, scopes: &[&str]) -> String {
        sign(&header(), &self.claims(scopes))
    }
}

/// The header of a good token.
pub fn header() -> Header {
    Header { kid: Some("key-1".to_owned()), ..Header::new(Algorithm::RS256) }
}

/// Signs anything with the issuer's key.
pub fn sign(header: &Header, claims: &Value) -> String {
    static SIGNING: OnceLock<EncodingKey> = OnceLock::new();
    let signing = SIGNING.get_or_init(|| {
        let der: Pkcs8V1Der<'_> = key().as_der().unwrap();
        let text = base64::engine::general_purpose::STANDARD.encode(der.as_ref());
        let pem = format!("-----BEGIN PRIVATE KEY-----\n{text}\n-----END PRIVATE KEY-----\n");
        EncodingKey::from_rsa_pem(pem.as_bytes()).unwrap()
    });
    jsonwebtoken::encode(header, claims, signing).unwrap()
}

fn keys() -> Value {
    let public = key().public_key();
    let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    json!({"keys": [{
        "kty": "RSA", "kid": "key-1", "use": "sig", "alg": "RS256",
        "n": encode(public.modulus().big_endian_without_leading_zero()),
        "e": encode(public.exponent().big_endian_without_leading_zero()),
    }]})
}
