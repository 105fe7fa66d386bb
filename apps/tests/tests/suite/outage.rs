use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use serde_json::json;
use service_tests::{app::TestApp, database::Backend, issuer::Issuer, sample};
use sqlx::{Connection as _, Executor as _};
use tokio::net::{TcpListener, TcpStream};

use crate::BACKEND;

/// 503 while the database is away, with a hint when to try again; well again without a restart.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_service_outlives_its_database() {
    match BACKEND {
        Backend::Postgres => cut_off().await,
        Backend::Sqlite => locked_out().await,
    }
}

/// A proxy stands between the service and its server, and is cut.
async fn cut_off() {
    let fresh = BACKEND.fresh().await;
    let (server, database) = fresh.serving.rsplit_once('/').unwrap();
    let (credentials, server) = server.trim_start_matches("postgres://").rsplit_once('@').unwrap();
    let open = Arc::new(AtomicBool::new(true));
    let connections = Arc::new(AtomicUsize::new(0));
    let port = proxy(server.to_owned(), Arc::clone(&open), Arc::clone(&connections)).await;
    let url = format!("postgres://{credentials}@127.0.0.1:{port}/{database}");
    let environment = [("DATABASE_URL", url.as_str())];
    let app =
        TestApp::of::<patient_service::PatientService>(fresh, Issuer::start().await, &environment).await;
    app.create("/api/patients", &sample::patient()).await;
    open.store(false, Ordering::SeqCst);
    // What is asked before the last connection is cut may still be answered.
    while connections.load(Ordering::SeqCst) > 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    for _ in 0..3 {
        let began = Instant::now();
        let answer = app.call("GET", "/api/patients").send().await;
        assert_eq!((answer.status.as_u16(), answer.header("retry-after")), (503, "2"));
        assert!(began.elapsed() < Duration::from_secs(6), "{:?}", began.elapsed());
        assert_eq!(app.bare("GET", "/health").send().await.status, 200, "health touches nothing");
    }
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(app.bare("GET", "/ready").send().await.status, 503);
    open.store(true, Ordering::SeqCst);
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(app.call("GET", "/api/patients").send().await.status, 200);
    assert_eq!(app.bare("GET", "/ready").send().await.status, 200);
    app.create("/api/patients", &sample::patient()).await;
}

/// Passes bytes on as long as it is open; when it is cut, so is everything that runs through it.
async fn proxy(server: String, open: Arc<AtomicBool>, connections: Arc<AtomicUsize>) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let (server, open, connections) = (server.clone(), Arc::clone(&open), Arc::clone(&connections));
            tokio::spawn(async move {
                if !open.load(Ordering::SeqCst) {
                    return;
                }
                connections.fetch_add(1, Ordering::SeqCst);
                let mut upstream = TcpStream::connect(server).await.unwrap();
                let cut = async {
                    while open.load(Ordering::SeqCst) {
                        tokio::time::sleep(Duration::from_millis(10)).await;
                    }
                };
                tokio::select! {
                    _ = tokio::io::copy_bidirectional(&mut client, &mut upstream) => {}
                    () = cut => {}
                }
                drop((client, upstream));
                connections.fetch_sub(1, Ordering::SeqCst);
            });
        }
    });
    port
}

/// Someone else holds the lock of the file, for longer than anyone waits.
async fn locked_out() {
    let fresh = BACKEND.fresh().await;
    let url = fresh.url.clone();
    let app = TestApp::of::<patient_service::PatientService>(fresh, Issuer::start().await, &[]).await;
    app.create("/api/patients", &sample::patient()).await;
    let mut other = sqlx::SqliteConnection::connect(&url).await.unwrap();
    other.execute("BEGIN IMMEDIATE").await.unwrap();
    let refused = app.call("POST", "/api/patients").json(&sample::patient()).send().await;
    assert_eq!((refused.status.as_u16(), refused.header("retry-after")), (503, "2"));
    // Readers are not in anyone's way.
    assert_eq!(app.call("GET", "/api/patients").send().await.body["items"].as_array().unwrap().len(), 1);
    other.execute("ROLLBACK").await.unwrap();
    app.create("/api/patients", &sample::patient()).await;
    assert_eq!(app.call("GET", "/api/patients").send().await.body["items"].as_array().unwrap().len(), 2);
    assert_ne!(app.bare("GET", "/ready").send().await.body, json!(null));
}
