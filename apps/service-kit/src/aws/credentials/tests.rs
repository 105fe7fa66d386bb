use std::{
    collections::VecDeque,
    time::{Duration, Instant},
};

use axum::{
    Router,
    http::{HeaderMap, StatusCode},
};
use serde_json::json;

use super::{super::endpoint::Authorization, *};

/// Answers in turn, the last one again and again; and how it was asked.
#[derive(Clone, Default)]
struct Played {
    answers: Arc<Mutex<VecDeque<(StatusCode, String)>>>,
    asked: Arc<Mutex<Vec<Option<String>>>>,
}

impl Played {
    fn answer(&self, status: u16, body: &impl ToString) {
        let answer = (StatusCode::from_u16(status).unwrap(), body.to_string());
        self.answers.lock().unwrap().push_back(answer);
    }

    fn count(&self) -> usize {
        self.asked.lock().unwrap().len()
    }

    async fn serve(&self) -> String {
        let played = self.clone();
        let routes = Router::new().fallback(|headers: HeaderMap| async move {
            let told = headers.get("authorization").map(|value| value.to_str().unwrap().to_owned());
            played.asked.lock().unwrap().push(told);
            let mut answers = played.answers.lock().unwrap();
            if answers.len() > 1 { answers.pop_front() } else { answers.front().cloned() }.unwrap()
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/v2/credentials/secret-path", listener.local_addr().unwrap());
        tokio::spawn(async { axum::serve(listener, routes).await });
        url
    }
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn good(number: u32, expires: &str) -> serde_json::Value {
    json!({
        "RoleArn": "arn:aws:iam::123456789012:role/task", "AccessKeyId": format!("ASIA{number}"),
        "SecretAccessKey": "secret-key", "Token": "secret-session", "Expiration": expires,
    })
}

/// A keeper whose clock says what stands in the mutex.
fn keeper(url: &str, authorization: Authorization) -> (Keeper, Arc<Mutex<Timestamp>>) {
    let now = Arc::new(Mutex::new(at("2026-11-26T15:00:00Z")));
    let clock = Arc::clone(&now);
    let endpoint = Endpoint { url: url.to_owned(), authorization };
    (Keeper::new(endpoint, Arc::new(move || *clock.lock().unwrap())), now)
}

async fn key_id(keeper: &Keeper) -> Result<String, String> {
    match keeper.credentials().await {
        Ok(credentials) => Ok(credentials.key_id.clone()),
        Err(error) => {
            let said = error.to_string();
            assert!(!said.contains("secret"), "{said}");
            Err(said)
        }
    }
}

#[tokio::test]
async fn credentials_are_fetched_once_and_anew_before_they_expire() {
    let played = Played::default();
    played.answer(200, &good(1, "2026-11-26T21:00:00Z"));
    played.answer(200, &good(2, "2026-11-27T03:00:00Z"));
    let (keeper, now) = keeper(&played.serve().await, Authorization::None);
    for (time, key, asked) in [
        ("2026-11-26T15:00:00Z", "ASIA1", 1),
        ("2026-11-26T20:54:59Z", "ASIA1", 1),
        ("2026-11-26T20:55:00Z", "ASIA2", 2),
        ("2026-11-27T02:54:59Z", "ASIA2", 2),
    ] {
        *now.lock().unwrap() = at(time);
        assert_eq!((key_id(&keeper).await, played.count()), (Ok(key.to_owned()), asked), "{time}");
    }
}

#[tokio::test]
async fn what_is_at_hand_is_used_until_it_expires_and_no_longer() {
    let played = Played::default();
    played.answer(200, &good(1, "2026-11-26T21:00:00Z"));
    played.answer(500, &"secret");
    played.answer(200, &good(2, "2026-11-26T20:00:00Z"));
    played.answer(500, &"secret");
    played.answer(200, &good(3, "2026-11-27T03:00:00Z"));
    let (keeper, now) = keeper(&played.serve().await, Authorization::None);
    assert_eq!(key_id(&keeper).await.as_deref(), Ok("ASIA1"));
    *now.lock().unwrap() = at("2026-11-26T20:59:59Z");
    for _ in ["an error", "expired ones"] {
        assert_eq!(key_id(&keeper).await.as_deref(), Ok("ASIA1"));
    }
    *now.lock().unwrap() = at("2026-11-26T21:00:00Z");
    assert!(key_id(&keeper).await.unwrap_err().contains("it answered 500"));
    assert_eq!(key_id(&keeper).await.as_deref(), Ok("ASIA3"), "and then it is well again");
}

#[tokio::test]
async fn wrong_answers_are_said_and_not_repeated() {
    let mut nameless = good(1, "2026-11-26T21:00:00Z");
    nameless["AccessKeyId"] = json!("");
    let mut without_session = good(1, "2026-11-26T21:00:00Z");
    without_session.as_object_mut().unwrap().remove("Token");
    for (status, body, expected) in [
        (400, json!({"code": "secret"}), "it answered 400"),
        (403, good(1, "2026-11-26T21:00:00Z"), "it answered 403"),
        (200, json!("secret"), "is no credentials of a role"),
        (200, nameless, "is no credentials of a role"),
        (200, without_session, "is no credentials of a role"),
        (200, good(1, "secret"), "is no credentials of a role"),
        (200, good(1, "2026-11-26T15:00:00Z"), "they expired at 2026-11-26T15:00:00Z"),
        (200, json!("secret".repeat(100_000)), "its body did not arrive"),
    ] {
        let played = Played::default();
        played.answer(status, &body);
        let said = key_id(&keeper(&played.serve().await, Authorization::None).0).await.unwrap_err();
        assert!(said.contains(expected) && said.contains("http://127.0.0.1:"), "{said}");
    }
}

#[tokio::test]
async fn an_endpoint_that_is_slow_or_gone_is_given_up_before_the_request_is() {
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let slow = format!("http://{}/secret-path", silent.local_addr().unwrap());
    for (url, expected) in
        [(slow.as_str(), "no answer in time"), ("http://127.0.0.1:9/secret-path", "no connection")]
    {
        let began = Instant::now();
        let said = key_id(&keeper(url, Authorization::None).0).await.unwrap_err();
        assert!(said.contains(expected), "{said}");
        assert!(began.elapsed() < Duration::from_millis(2500), "{:?}", began.elapsed());
    }
}

#[tokio::test]
async fn the_endpoint_is_told_what_it_wants_to_be_told() {
    let played = Played::default();
    played.answer(200, &good(1, "2026-11-26T15:01:00Z"));
    let url = played.serve().await;
    let file = std::env::temp_dir().join(format!("authorization-{}", uuid::Uuid::new_v4()));
    let of_file = keeper(&url, Authorization::File(file.clone())).0;
    assert!(key_id(&of_file).await.unwrap_err().contains("cannot be read"));
    for content in ["first\n", "second"] {
        std::fs::write(&file, content).unwrap();
        key_id(&of_file).await.unwrap();
    }
    std::fs::remove_file(&file).unwrap();
    key_id(&keeper(&url, Authorization::Value("given".to_owned())).0).await.unwrap();
    key_id(&keeper(&url, Authorization::None).0).await.unwrap();
    let told = played.asked.lock().unwrap().clone();
    assert_eq!(
        told,
        ["first", "second", "given"]
            .map(|text| Some(text.to_owned()))
            .into_iter()
            .chain([None])
            .collect::<Vec<_>>()
    );
    let split = keeper(&url, Authorization::Value("a\r\nHost: b".to_owned())).0;
    assert!(key_id(&split).await.unwrap_err().contains("characters of no header"));
}
