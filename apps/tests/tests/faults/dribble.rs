//! Five hundred connections that dribble: they are dropped, and nobody else notices.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use serde_json::Value;
use service_tests::{
    database::Backend,
    fault::{Client, Reply, Service, Tally, alone, say},
    sample,
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

const CONNECTIONS: usize = 500;
/// As configured here for headers; bodies have five seconds of their own.
const KEEP_ALIVE: Duration = Duration::from_secs(3);
const DROPPED_WITHIN: Duration = Duration::from_secs(8);
const MEASURED: Duration = Duration::from_secs(2);

/// Sends its beginning and then a byte now and then. Returns how long it lasted and what it was told.
async fn dribble(port: u16, beginning: Arc<String>) -> (Duration, String) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    stream.write_all(beginning.as_bytes()).await.unwrap();
    let began = Instant::now();
    let (mut from, mut to) = stream.split();
    let mut told = Vec::new();
    let dribbling = async {
        while to.write_all(b" ").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(400)).await;
        }
        // It is told so while it is still sending; the reader sees the end.
        std::future::pending::<()>().await;
    };
    let reading = tokio::time::timeout(DROPPED_WITHIN * 2, from.read_to_end(&mut told));
    tokio::select! { () = dribbling => {}, _ = reading => {} }
    (began.elapsed(), String::from_utf8_lossy(&told).into_owned())
}

/// Four who read and write as if nothing were going on, until they are told to stop.
async fn normal(service: &Service, over: &Arc<AtomicBool>) -> Vec<Result<Reply, String>> {
    let ask = |client: Client, over: Arc<AtomicBool>| async move {
        let mut replies = Vec::new();
        while !over.load(Ordering::SeqCst) {
            replies.push(client.get("/api/patients?limit=5").await);
            replies.push(client.post("/api/patients", &sample::patient()).await);
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        replies
    };
    let clients: Vec<_> = (0..4).map(|_| tokio::spawn(ask(service.client(), Arc::clone(over)))).collect();
    let mut replies = Vec::new();
    for client in clients {
        replies.extend(client.await.unwrap());
    }
    replies
}

async fn dribbled(what: &str, service: &Service, beginning: String, told: &str) {
    let over = Arc::new(AtomicBool::new(false));
    let later = Arc::clone(&over);
    tokio::spawn(async move {
        tokio::time::sleep(MEASURED).await;
        later.store(true, Ordering::SeqCst);
    });
    let before = Tally::of(&normal(service, &over).await);

    let (port, beginning) = (service.running().port(), Arc::new(beginning));
    let dribbling: Vec<_> =
        (0..CONNECTIONS).map(|_| tokio::spawn(dribble(port, Arc::clone(&beginning)))).collect();
    tokio::time::sleep(Duration::from_millis(500)).await;
    let held = dribbling.iter().filter(|one| !one.is_finished()).count();
    assert_eq!(held, CONNECTIONS, "they do not dribble");
    let over = Arc::new(AtomicBool::new(false));
    let later = Arc::clone(&over);
    let watching = tokio::spawn(async move {
        let mut outcomes = Vec::new();
        for one in dribbling {
            outcomes.push(one.await.unwrap());
        }
        later.store(true, Ordering::SeqCst);
        outcomes
    });
    let meanwhile = Tally::of(&normal(service, &over).await);
    let outcomes = watching.await.unwrap();
    let longest = outcomes.iter().map(|(lasted, _)| *lasted).max().unwrap();
    let as_told = |answer: &str| if told.is_empty() { answer.is_empty() } else { answer.starts_with(told) };
    let rest = outcomes.iter().find(|(_, answer)| !as_told(answer));
    say(format_args!("  {CONNECTIONS} dribbling {what}: all dropped after {longest:.1?}, and told {told:?}"));
    say(format_args!("    others before: {before}\n    others meanwhile: {meanwhile}"));
    assert!(longest < DROPPED_WITHIN, "one was held for {longest:?}");
    assert!(rest.is_none(), "{rest:?}");
    assert_eq!((before.failures(), meanwhile.failures()), (0, 0));
    // The median, for the machine has other things to do: the slowest of a hundred are as slow as those let them be.
    let normal = before.p50() * 3 + Duration::from_millis(20);
    assert!(meanwhile.p50() < normal, "p50 {:?} where it had been {:?}", meanwhile.p50(), before.p50());
    assert!(meanwhile.p99() < Duration::from_secs(1), "p99 {:?}", meanwhile.p99());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn those_who_dribble_are_dropped_and_others_do_not_notice() {
    let _alone = alone().await;
    say("dribbling connections");
    let fresh = Backend::Sqlite.fresh().await;
    let keep_alive = KEEP_ALIVE.as_secs().to_string();
    let settings = [("KEEP_ALIVE_SECONDS", keep_alive.as_str())];
    let service = Service::start("patient-service", &fresh.url, &settings);
    let head = "GET /api/patients HTTP/1.1\r\nHost: x\r\nX-Dribble: ";
    // Who has not even asked is told nothing.
    dribbled("headers", &service, head.to_owned(), "").await;
    let body = format!(
        "POST /api/patients HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\n\
         Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{",
        service.ask().token(),
    );
    dribbled("bodies", &service, body, "HTTP/1.1 408").await;
    let health = service.ask().call("GET", "/health", &[], &Value::Null).await.unwrap();
    assert_eq!(health.status, 200);
}
