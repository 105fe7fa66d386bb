//! Many want what only one can have.

use std::{sync::Arc, time::Duration};

use serde_json::{Value, json};
use service_tests::{
    app::id_of,
    database::Backend,
    fault::{Client, Reply, Service, Tally, alone, say, together},
    sample,
};
use uuid::Uuid;

const CLIENTS: usize = 64;
/// So many at least must have been under way at once, or it was no race.
const CROWD: usize = CLIENTS / 2;

/// Each with a connection that is open already, so that they really arrive together.
async fn clients(service: &Service) -> Arc<Vec<Client>> {
    let clients: Vec<_> = (0..CLIENTS).map(|_| service.client()).collect();
    for client in &clients {
        assert_eq!(client.get("/health").await.unwrap().status, 200);
    }
    Arc::new(clients)
}

/// All send their own request at once.
async fn race(
    clients: &Arc<Vec<Client>>,
    request: impl Fn(usize) -> (&'static str, String, Value, Value),
) -> Vec<Result<Reply, String>> {
    together(CLIENTS, |number| {
        let (method, path, version, body) = request(number);
        let clients = Arc::clone(clients);
        async move {
            let condition = format!("\"{version}\"");
            let headers: &[_] = if version.is_null() { &[] } else { &[("if-match", condition.as_str())] };
            clients[number].call(method, &path, headers, &body).await
        }
    })
    .await
}

/// Exactly one wins; every other one is told what is in the way.
fn one_winner(what: &str, replies: &[Result<Reply, String>], won: &str) {
    let tally = Tally::of(replies);
    say(format_args!("  {CLIENTS} {what}: {tally}"));
    assert!(tally.at_once() >= CROWD, "no race: only {} were under way at once", tally.at_once());
    assert_eq!((tally.count(won), tally.count("409"), tally.failures()), (1, CLIENTS - 1, 0));
    let winner = replies.iter().flatten().find(|reply| reply.status < 400).unwrap();
    for loser in replies.iter().flatten().filter(|reply| reply.status == 409) {
        assert_eq!(loser.problem(), "double-booking");
        assert_eq!(loser.body["conflicts"][0]["appointmentId"], winner.body["id"], "{}", loser.body);
    }
    assert!(tally.p99() < Duration::from_secs(1), "p99 {:?}", tally.p99());
}

/// One appointment for each client, none in the way of another.
async fn prepare(service: &Service, of: impl Fn(usize) -> Value) -> Vec<Value> {
    let mut made = Vec::new();
    for number in 0..CLIENTS {
        let reply = service.ask().post("/api/appointments", &of(number)).await.unwrap();
        assert_eq!(reply.status, 201, "{}", reply.body);
        made.push(reply.body);
    }
    made
}

fn hour(number: usize) -> i64 {
    i64::try_from(number).unwrap()
}

async fn one_slot(backend: Backend) {
    let _alone = alone().await;
    say(format_args!("races for one slot on {backend:?}"));
    let fresh = backend.fresh().await;
    let service = Service::start("appointment-service", &fresh.url, &[]);
    let clients = clients(&service).await;
    for round in 0..5 {
        let replies = race(&clients, |_| {
            let wanted = sample::appointment(Uuid::now_v7(), "one", round);
            ("POST", "/api/appointments".to_owned(), Value::Null, wanted)
        })
        .await;
        one_winner("bookings", &replies, "201");
    }

    let made = prepare(&service, |number| sample::appointment(Uuid::now_v7(), "many", hour(number))).await;
    let replies = race(&clients, |number| {
        let mut moved = sample::appointment(Uuid::nil(), "many", 500);
        moved["patientId"] = made[number]["patientId"].clone();
        ("PUT", format!("/api/appointments/{}", id_of(&made[number])), json!(1), moved)
    })
    .await;
    one_winner("reschedules", &replies, "200");

    let proposed = prepare(&service, |_| {
        let mut proposal = sample::appointment(Uuid::now_v7(), "proposals", 0);
        proposal["status"] = json!("proposed");
        proposal
    })
    .await;
    let replies = race(&clients, |number| {
        let path = format!("/api/appointments/{}/status", id_of(&proposed[number]));
        ("POST", path, json!(1), json!({"status": "booked"}))
    })
    .await;
    one_winner("confirmations", &replies, "200");
}

/// One wins; to the others it is a version of before.
fn one_update(what: &str, replies: &[Result<Reply, String>]) {
    let tally = Tally::of(replies);
    say(format_args!("  {CLIENTS} {what} with one ETag: {tally}"));
    assert!(tally.at_once() >= CROWD, "no race: only {} were under way at once", tally.at_once());
    assert_eq!((tally.count("200"), tally.count("412"), tally.failures()), (1, CLIENTS - 1, 0));
    for loser in replies.iter().flatten().filter(|reply| reply.status == 412) {
        assert_eq!((loser.problem(), loser.header("etag")), ("version-mismatch", "\"2\""));
    }
    assert!(tally.p99() < Duration::from_secs(1), "p99 {:?}", tally.p99());
}

async fn one_etag(backend: Backend) {
    let _alone = alone().await;
    say(format_args!("races with one ETag on {backend:?}"));
    let fresh = backend.fresh().await;
    let service = Service::start("patient-service", &fresh.url, &[]);
    let crowd = clients(&service).await;
    let mut patient = sample::patient();
    let made = service.ask().post("/api/patients", &patient).await.unwrap().body;
    patient["active"] = json!(false);
    let path = format!("/api/patients/{}", id_of(&made));
    one_update(
        "changes of a patient",
        &race(&crowd, |_| ("PUT", path.clone(), json!(1), patient.clone())).await,
    );

    let fresh = backend.fresh().await;
    let service = Service::start("appointment-service", &fresh.url, &[]);
    let crowd = clients(&service).await;
    let body = sample::appointment(Uuid::now_v7(), "a", 0);
    let made = service.ask().post("/api/appointments", &body).await.unwrap().body;
    let path = format!("/api/appointments/{}", id_of(&made));
    let replies = race(&crowd, |number| {
        let mut moved = sample::appointment(Uuid::nil(), "a", 1 + hour(number));
        moved["patientId"] = body["patientId"].clone();
        ("PUT", path.clone(), json!(1), moved)
    })
    .await;
    one_update("reschedules of an appointment", &replies);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_wins_on_sqlite() {
    one_slot(Backend::Sqlite).await;
    one_etag(Backend::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_wins_on_postgres() {
    one_slot(Backend::Postgres).await;
    one_etag(Backend::Postgres).await;
}
