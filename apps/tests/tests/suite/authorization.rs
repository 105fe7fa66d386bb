use std::sync::atomic::Ordering;

use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use service_tests::{
    app::{ALL, TestApp},
    issuer::{self, header, sign},
};
use uuid::Uuid;

use crate::BACKEND;

/// One operation of a document: method, a path with an id in it, and the scopes that it names.
struct Operation {
    method: String,
    path: String,
    scopes: Vec<String>,
}

fn operations(document: &Value) -> Vec<Operation> {
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let id = Uuid::now_v7().to_string();
            let path = path.replace("{id}", &id).replace("{patientId}", &id);
            let scopes =
                operation["security"][0]["bearer"].as_array().expect("an operation without security");
            let scopes = scopes.iter().map(|scope| scope.as_str().unwrap().to_owned()).collect();
            operations.push(Operation { method: method.to_uppercase(), path, scopes });
        }
    }
    operations
}

/// Every kind of bad token, by name.
fn bad_tokens(app: &TestApp) -> Vec<(&'static str, String)> {
    let good = app.issuer.claims(ALL);
    let with = |member: &str, value: Value| {
        let mut claims = good.clone();
        claims[member] = value;
        sign(&header(), &claims)
    };
    let now = jiff::Timestamp::now().as_second();
    let encode = |value: &Value| {
        use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
        URL_SAFE_NO_PAD.encode(value.to_string())
    };
    let hmac_header = Header { kid: Some("key-1".to_owned()), ..Header::new(Algorithm::HS256) };
    let hmac =
        |key: &[u8]| jsonwebtoken::encode(&hmac_header, &good, &EncodingKey::from_secret(key)).unwrap();
    let mut forged = sign(&header(), &good);
    let flipped = if forged.ends_with('A') { 'Q' } else { 'A' };
    forged.pop();
    forged.push(flipped);
    let mut shortened = sign(&header(), &good);
    shortened.truncate(shortened.rfind('.').unwrap() + 1);
    let mut without_expiry = good.clone();
    without_expiry.as_object_mut().unwrap().remove("exp");
    let mut without_audience = good.clone();
    without_audience.as_object_mut().unwrap().remove("aud");
    let unknown_key = Header { kid: Some("key-2".to_owned()), ..header() };
    let no_key = Header { kid: None, ..header() };
    let other_algorithm = Header { alg: Algorithm::RS512, ..header() };
    let id_token = Header { typ: Some("logout+jwt".to_owned()), ..header() };
    vec![
        ("expired", with("exp", json!(now - 3600))),
        ("not yet valid", with("nbf", json!(now + 3600))),
        ("wrong issuer", with("iss", json!("https://issuer.example"))),
        ("wrong audience", with("aud", json!("another-service"))),
        ("wrong audiences", with("aud", json!(["one", "two"]))),
        ("an id token", with("token_use", json!("id"))),
        ("another type", sign(&id_token, &good)),
        ("no audience and no client", sign(&header(), &without_audience)),
        ("no expiry", sign(&header(), &without_expiry)),
        ("unknown key", sign(&unknown_key, &good)),
        ("no key id", sign(&no_key, &good)),
        ("an algorithm that is not pinned", sign(&other_algorithm, &good)),
        ("alg none", format!("{}.{}.", encode(&json!({"alg": "none", "typ": "JWT"})), encode(&good))),
        ("HS256 with the public key", hmac(&issuer::public_pem())),
        ("HS256 with nothing", hmac(b"")),
        ("a broken signature", forged),
        ("no signature", shortened),
        ("no token at all", "x".to_owned()),
        ("an endless token", "x".repeat(9000)),
    ]
}

async fn check(app: &TestApp) {
    let operations = operations(&app.document);
    assert!(operations.len() >= 8, "the document lacks operations");
    let bad = bad_tokens(app);
    for Operation { method, path, scopes } in &operations {
        let place = format!("{method} {path}");
        let missing = app.bare(method, path).send().await;
        assert_eq!(missing.status, 401, "{place} without a token");
        assert_eq!(missing.header("www-authenticate"), "Bearer");
        for (kind, token) in &bad {
            let refused = app.bare(method, path).token(token).send().await;
            assert_eq!(refused.status, 401, "{place} with {kind}");
            assert!(refused.header("www-authenticate").contains("invalid_token"), "{place} with {kind}");
        }
        for value in ["Basic dXNlcjpwYXNz", "Bearer", "bearer  ", ""] {
            let refused = app.bare(method, path).header("authorization", value).send().await;
            assert_eq!(refused.status, 401, "{place} with `{value}`");
        }
        // All but what is named is too little; what is named alone is enough.
        assert_eq!(scopes.len(), 1, "{place}");
        let others: Vec<&str> =
            ALL.iter().copied().filter(|scope| !scopes.iter().any(|own| own == scope)).collect();
        let refused = app.bare(method, path).token(&app.issuer.token(&others)).send().await;
        assert_eq!(refused.status, 403, "{place} without its scope");
        assert!(refused.header("www-authenticate").contains(&scopes[0]), "{place}");
        let star = app.bare(method, path).token(&app.issuer.token(&["*"])).send().await;
        assert_eq!(star.status, 403, "{place}: `*` is for the development key only");
        let own: Vec<&str> = scopes.iter().map(String::as_str).collect();
        let allowed = app.bare(method, path).token(&app.issuer.token(&own)).send().await;
        assert!(![401, 403].contains(&allowed.status.as_u16()), "{place} with its scope: {}", allowed.status);
    }
}

#[tokio::test]
async fn no_operation_of_patient_service_is_open() {
    check(&TestApp::patients(BACKEND).await).await;
}

#[tokio::test]
async fn no_operation_of_appointment_service_is_open() {
    check(&TestApp::appointments(BACKEND, "off").await).await;
}

#[tokio::test]
async fn every_route_is_in_the_document_and_says_what_it_may_answer() {
    for app in [TestApp::patients(BACKEND).await, TestApp::appointments(BACKEND, "off").await] {
        for path in app.document["paths"].as_object().unwrap().values() {
            for operation in path.as_object().unwrap().values() {
                for status in ["400", "401", "403", "414", "431", "500", "503"] {
                    assert!(operation["responses"][status].is_object(), "{operation}");
                }
                for parameter in operation["parameters"].as_array().into_iter().flatten() {
                    // Nothing personal in an address: ids, codes, times and pages only.
                    let known = [
                        "id",
                        "patientId",
                        "practitionerId",
                        "status",
                        "from",
                        "to",
                        "minutes",
                        "limit",
                        "cursor",
                        "active",
                        "reason",
                    ];
                    let named = parameter["name"].as_str().unwrap();
                    assert!(parameter["in"] == "header" || known.contains(&named), "{named}");
                }
            }
        }
    }
}

#[tokio::test]
async fn an_access_token_of_cognito_is_known_by_its_client() {
    let fresh = BACKEND.fresh().await;
    let issuer = service_tests::issuer::Issuer::start().await;
    let environment = [
        ("OIDC_AUDIENCE", ""),
        ("OIDC_CLIENT_IDS", "client-1, client-2"),
        ("OIDC_SCOPE_PREFIX", "healthcare-app/"),
    ];
    let app = TestApp::of::<patient_service::PatientService>(fresh, issuer, &environment).await;
    let mut claims = app.issuer.claims(&["healthcare-app/patients:read"]);
    claims.as_object_mut().unwrap().remove("aud");
    claims["token_use"] = json!("access");
    for (client, status) in [("client-2", 200), ("client-3", 401)] {
        claims["client_id"] = json!(client);
        let token = sign(&header(), &claims);
        assert_eq!(app.bare("GET", "/api/patients").token(&token).send().await.status, status, "{client}");
    }
    claims["client_id"] = json!("client-1");
    claims["aud"] = json!("https://another-service.example");
    let for_another = sign(&header(), &claims);
    assert_eq!(app.bare("GET", "/api/patients").token(&for_another).send().await.status, 401);
    claims.as_object_mut().unwrap().remove("aud");
    claims["scope"] = json!("patients:read");
    let unprefixed = sign(&header(), &claims);
    assert_eq!(app.bare("GET", "/api/patients").token(&unprefixed).send().await.status, 403);
}

#[tokio::test]
async fn the_issuers_keys_are_fetched_once_and_not_again_for_every_unknown_one() {
    let app = TestApp::patients(BACKEND).await;
    for number in 0..20 {
        assert_eq!(app.call("GET", "/api/patients").send().await.status, 200);
        let unknown = Header { kid: Some(format!("unknown-{number}")), ..header() };
        let token = sign(&unknown, &app.issuer.claims(ALL));
        assert_eq!(app.bare("GET", "/api/patients").token(&token).send().await.status, 401);
    }
    assert_eq!(app.issuer.fetched.load(Ordering::SeqCst), 1);
}

/// Over a network, http is anybody's. `0.0.0.0` is this machine and no loopback address.
#[tokio::test]
async fn keys_that_do_not_come_over_https_are_nobodys() {
    let good = service_tests::issuer::Issuer::start().await;
    let keys = format!("{}/keys", good.url.replace("127.0.0.1", "0.0.0.0"));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let discovery = json!({"issuer": url, "jwks_uri": keys});
    let routes = axum::Router::new().fallback(|| async { axum::Json(discovery) });
    tokio::spawn(async { axum::serve(listener, routes).await });
    let issuer = service_tests::issuer::Issuer { url, ..good };
    let fetched = std::sync::Arc::clone(&issuer.fetched);
    let app = TestApp::of::<patient_service::PatientService>(BACKEND.fresh().await, issuer, &[]).await;
    assert_eq!(app.call("GET", "/api/patients").send().await.status, 503);
    assert_eq!(fetched.load(Ordering::SeqCst), 0, "they were not even asked for");
}

#[tokio::test]
async fn without_the_issuers_keys_nobody_is_let_in_and_nobody_is_told_to_log_in_again() {
    let fresh = BACKEND.fresh().await;
    let gone = service_tests::issuer::Issuer {
        url: "http://127.0.0.1:9".to_owned(),
        ..service_tests::issuer::Issuer::start().await
    };
    let app = TestApp::of::<patient_service::PatientService>(fresh, gone, &[]).await;
    let answer = app.call("GET", "/api/patients").send().await;
    assert_eq!((answer.status.as_u16(), answer.header("retry-after")), (503, "2"));
}
