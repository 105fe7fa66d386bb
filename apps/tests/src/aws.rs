//! What a task finds at AWS: the credentials of its role, and Secrets Manager, which reads the signature of whoever asks.
//! One server on loopback plays both.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use aws_lc_rs::{digest, hmac};
use axum::{
    Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::{get, post},
};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

/// The secret of the server's master.
pub const ARN: &str = "arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!cluster-1a2b3c4d-AbCdEf";
const SECRET_KEY: &str = "secret-key-that-nobody-sees";
const SESSION: &str = "session-that-nobody-sees";
/// What the credentials are given for.
const AUTHORIZATION: &str = "told-to-the-endpoint";

/// The server.
pub struct Aws {
    url: String,
    credentials: String,
    played: Arc<Mutex<Played>>,
}

struct Played {
    /// Whose key it hands out, if it does.
    key_id: Option<String>,
    /// What Secrets Manager says to whom it believes; nothing at all without an answer.
    secret: Option<(u16, Value)>,
}

impl Aws {
    /// Hands out this key, which expires so soon that it is asked for every connection, and knows no secret.
    pub async fn start(key_id: &str) -> Self {
        let played = Arc::new(Mutex::new(Played { key_id: Some(key_id.to_owned()), secret: None }));
        let routes = Router::new().route("/credentials", get(hand_out)).route("/", post(keep));
        let routes = routes.with_state(Arc::clone(&played));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async { axum::serve(listener, routes).await });
        Self { credentials: format!("{url}/credentials"), url, played }
    }

    /// Hands out another key from now on, or none.
    pub fn give(&self, key_id: Option<&str>) {
        self.played.lock().unwrap().key_id = key_id.map(str::to_owned);
    }

    /// Secrets Manager answers this from now on to a request that is signed well.
    pub fn answer(&self, status: u16, body: Value) {
        self.played.lock().unwrap().secret = Some((status, body));
    }

    /// It has this text in the secret.
    pub fn keep(&self, text: &str) {
        self.answer(200, json!({"ARN": ARN, "Name": "rds!cluster-1a2b3c4d", "SecretString": text}));
    }

    /// What a task is told of where all this is.
    pub fn environment(&self) -> [(&str, &str); 4] {
        [
            ("AWS_REGION", "us-east-1"),
            ("AWS_CONTAINER_CREDENTIALS_FULL_URI", &self.credentials),
            ("AWS_CONTAINER_AUTHORIZATION_TOKEN", AUTHORIZATION),
            ("AWS_ENDPOINT_URL_SECRETS_MANAGER", &self.url),
        ]
    }
}

async fn hand_out(State(played): State<Arc<Mutex<Played>>>, headers: HeaderMap) -> Json<Option<Value>> {
    assert_eq!(headers["authorization"], AUTHORIZATION);
    let expires = Timestamp::now() + SignedDuration::from_secs(200);
    let key_id = played.lock().unwrap().key_id.clone();
    Json(key_id.map(|key_id| {
        json!({"AccessKeyId": key_id, "SecretAccessKey": SECRET_KEY, "Token": SESSION, "Expiration": expires})
    }))
}

async fn keep(
    State(played): State<Arc<Mutex<Played>>>,
    headers: HeaderMap,
    body: String,
) -> (StatusCode, Json<Value>) {
    let refused = |kind: &str| Some((400, json!({"__type": kind})));
    let answer = if authorization(&headers, &body).is_none_or(|good| headers["authorization"] != good) {
        refused("InvalidSignatureException")
    } else if headers["x-amz-target"] != "secretsmanager.GetSecretValue" {
        refused("UnknownOperationException")
    } else if serde_json::from_str::<Value>(&body).unwrap() != json!({"SecretId": ARN}) {
        refused("ResourceNotFoundException")
    } else {
        played.lock().unwrap().secret.clone()
    };
    let Some((status, body)) = answer else { return std::future::pending().await };
    (StatusCode::from_u16(status).unwrap(), Json(body))
}

/// What the header of that name must say of a request that arrived so: worked out anew, from what arrived.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>
fn authorization(headers: &HeaderMap, body: &str) -> Option<String> {
    let text = |name: &str| headers.get(name)?.to_str().ok();
    let said = text("authorization")?;
    let key_id = said.strip_prefix("AWS4-HMAC-SHA256 Credential=")?.split('/').next()?;
    // Every header that says what is asked, of whom, when and by whom, has to be signed.
    let names = ["content-type", "host", "x-amz-date", "x-amz-security-token", "x-amz-target"];
    let signed: BTreeMap<_, _> =
        names.iter().map(|name| Some((*name, text(name)?))).collect::<Option<_>>()?;
    let (moment, names) = (signed["x-amz-date"], names.join(";"));
    let at = jiff::civil::DateTime::strptime("%Y%m%dT%H%M%SZ", moment).ok()?;
    let at = at.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp();
    if Timestamp::now().duration_since(at).abs() > SignedDuration::from_mins(5)
        || signed["x-amz-security-token"] != SESSION
    {
        return None;
    }
    let lines: Vec<_> = signed.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
    let request = format!("POST\n/\n\n{}\n{names}\n{}", lines.concat(), sha256(body));
    let scope = [&moment[..8], "us-east-1", "secretsmanager", "aws4_request"];
    let joined = scope.join("/");
    let text = format!("AWS4-HMAC-SHA256\n{moment}\n{joined}\n{}", sha256(&request));
    let key = scope.iter().fold(format!("AWS4{SECRET_KEY}").into_bytes(), |key, part| mac(&key, part));
    let signature = hex(&mac(&key, &text));
    Some(format!(
        "AWS4-HMAC-SHA256 Credential={key_id}/{joined}, SignedHeaders={names}, Signature={signature}"
    ))
}

fn mac(key: &[u8], text: &str) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), text.as_bytes()).as_ref().to_vec()
}

fn sha256(text: &str) -> String {
    hex(digest::digest(&digest::SHA256, text.as_bytes()).as_ref())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}
