//! SIGTERM under load, as in every deployment.

use std::{
    sync::Arc,
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
    sync::watch,
};

const CLIENTS: usize = 32;
const HALF_SENT: usize = 50;
const DELAY: Duration = Duration::from_secs(2);
/// What ECS waits before it kills; `stopTimeout` of the task definition.
const STOP_TIMEOUT: Duration = Duration::from_secs(30);

/// Reads and writes in turn until it is told that the load balancer has noticed.
async fn load(client: Client, noticed: watch::Receiver<bool>) -> Vec<Result<Reply, String>> {
    let mut replies = Vec::new();
    while !*noticed.borrow() {
        replies.push(client.get("/api/patients?limit=5").await);
        replies.push(client.post("/api/patients", &sample::patient()).await);
    }
    replies
}

/// A request of which the last byte is missing.
async fn half_sent(port: u16, token: &str) -> TcpStream {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let body = sample::patient().to_string();
    let head = format!(
        "POST /api/patients HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(&body.as_bytes()[..body.len() - 1]).await.unwrap();
    stream
}

async fn stopped(backend: Backend) {
    let _alone = alone().await;
    say(format_args!("SIGTERM under load on {backend:?}"));
    let fresh = backend.fresh().await;
    let delay = DELAY.as_secs().to_string();
    let mut service =
        Service::start("patient-service", &fresh.url, &[("SHUTDOWN_DELAY_SECONDS", delay.as_str())]);
    let (notice, noticed) = watch::channel(false);
    let clients: Vec<_> =
        (0..CLIENTS).map(|_| tokio::spawn(load(service.client(), noticed.clone()))).collect();
    tokio::time::sleep(Duration::from_secs(1)).await;
    let mut half = Vec::new();
    for _ in 0..HALF_SENT {
        half.push(half_sent(service.running().port(), service.ask().token()).await);
    }
    tokio::time::sleep(Duration::from_millis(200)).await;

    let signal = Instant::now();
    service.running().terminate();
    tokio::time::sleep(DELAY * 3 / 4).await;
    notice.send_replace(true);
    let mut replies = Vec::new();
    for client in clients {
        replies.extend(client.await.unwrap());
    }
    // By now it accepts nobody any more, and waits for those who have begun.
    tokio::time::sleep((DELAY + Duration::from_millis(500)).saturating_sub(signal.elapsed())).await;
    let closed = TcpStream::connect(("127.0.0.1", service.running().port())).await;
    assert!(closed.is_err(), "it still accepts connections after the delay");
    let mut late = 0;
    for mut stream in half {
        stream.write_all(b"}").await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 201"), "a request that was accepted got {answer:?}");
        late += 1;
    }
    let (status, lines) = service.take().wait();
    let took = signal.elapsed();

    let replies = Arc::new(replies);
    let tally = Tally::of(replies.iter());
    let after =
        replies.iter().flatten().filter(|reply| reply.began + reply.took > signal).collect::<Vec<_>>();
    let under_way = after.iter().filter(|reply| reply.began < signal).count();
    say(format_args!(
        "  {tally}; {under_way} under way at the signal, {} answered after it, {late} finished after the delay; exit {} after {took:.1?}",
        after.len(),
        status.code().unwrap_or(-1),
    ));
    assert!(under_way > 0 && after.len() > under_way, "there was no load when the signal came");
    assert_eq!(tally.failures(), 0, "a request was dropped");
    assert!(status.success() && took < STOP_TIMEOUT, "{status} after {took:?}");
    let errors: Vec<_> = lines
        .iter()
        .filter(|line| serde_json::from_str::<Value>(line).is_ok_and(|line| line["level"] == "ERROR"))
        .collect();
    assert_eq!(errors, Vec::<&String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_accepted_request_is_answered_on_sqlite() {
    stopped(Backend::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_accepted_request_is_answered_on_postgres() {
    stopped(Backend::Postgres).await;
}
