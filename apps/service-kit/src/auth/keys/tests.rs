use std::sync::{
    Mutex as Shared,
    atomic::{AtomicBool, AtomicU32, Ordering},
};

use axum::{Json, Router, extract::Request, http::StatusCode, response::IntoResponse as _};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use super::*;

/// An issuer whose keys change, and which can be away or slow.
#[derive(Default)]
struct Changing {
    keys: Shared<Vec<&'static str>>,
    away: AtomicBool,
    slow: AtomicBool,
    asked: AtomicU32,
}

const QUICK: Patience = Patience {
    fresh: Duration::from_millis(1200),
    eager: Duration::from_secs(1),
    impatient: Duration::from_millis(50),
    stale: Duration::from_secs(3),
};

fn jwk(id: &str) -> Value {
    let key = rcgen::KeyPair::generate().unwrap();
    let (x, y) = key.public_key_raw()[1..].split_at(32);
    let encode = |number: &[u8]| URL_SAFE_NO_PAD.encode(number);
    json!({"kty": "EC", "crv": "P-256", "use": "sig", "kid": id, "x": encode(x), "y": encode(y)})
}

async fn start() -> (Arc<Changing>, Arc<Fetched>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let changing = Arc::new(Changing::default());
    let (state, base) = (Arc::clone(&changing), url.clone());
    let routes = Router::new().fallback(move |request: Request| async move {
        if state.slow.load(Ordering::SeqCst) {
            tokio::time::sleep(Duration::from_secs(2)).await;
        }
        if state.away.load(Ordering::SeqCst) {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
        if request.uri().path() != "/keys" {
            return Json(json!({"issuer": base, "jwks_uri": format!("{base}/keys")})).into_response();
        }
        state.asked.fetch_add(1, Ordering::SeqCst);
        let keys: Vec<_> = state.keys.lock().unwrap().iter().map(|id| jwk(id)).collect();
        Json(json!({"keys": keys})).into_response()
    });
    tokio::spawn(async { axum::serve(listener, routes).await });
    (changing, Arc::new(Fetched::new(Issuer::new(url, Arc::default()), QUICK)))
}

async fn later(duration: Duration) {
    tokio::time::sleep(duration).await;
}

#[tokio::test]
async fn a_new_key_is_found_and_one_that_is_gone_is_good_no_longer() {
    let (issuer, keys) = start().await;
    *issuer.keys.lock().unwrap() = vec!["old"];
    assert!(keys.find("old").await.is_ok());
    *issuer.keys.lock().unwrap() = vec!["old", "new"];
    // Too soon to look again, then soon enough.
    assert_eq!(keys.find("new").await.err(), Some(Denial::UnknownKey));
    later(QUICK.eager).await;
    assert!(keys.find("new").await.is_ok());
    *issuer.keys.lock().unwrap() = vec!["new"];
    later(QUICK.fresh).await;
    // This one still passes, and has the keys fetched anew.
    assert!(keys.find("old").await.is_ok());
    later(QUICK.eager).await;
    assert_eq!(keys.find("old").await.err(), Some(Denial::UnknownKey));
    assert!(keys.find("new").await.is_ok());
}

#[tokio::test]
async fn keys_outlive_an_issuer_that_is_away_or_slow_but_not_for_ever() {
    let (issuer, keys) = start().await;
    issuer.away.store(true, Ordering::SeqCst);
    assert_eq!(keys.find("key").await.err(), Some(Denial::IssuerUnavailable));
    *issuer.keys.lock().unwrap() = vec!["key"];
    issuer.away.store(false, Ordering::SeqCst);
    later(QUICK.impatient).await;
    assert!(keys.find("key").await.is_ok());
    issuer.away.store(true, Ordering::SeqCst);
    issuer.slow.store(true, Ordering::SeqCst);
    later(QUICK.fresh).await;
    let began = Instant::now();
    assert!(keys.find("key").await.is_ok());
    assert!(began.elapsed() < Duration::from_millis(500), "waited for an issuer that is slow");
    assert_eq!(issuer.asked.load(Ordering::SeqCst), 1);
    issuer.slow.store(false, Ordering::SeqCst);
    later(QUICK.stale).await;
    assert_eq!(keys.find("key").await.err(), Some(Denial::IssuerUnavailable));
}
