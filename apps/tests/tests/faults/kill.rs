//! kill -9 under load, again and again: what was acknowledged is there, whole, and once.

use std::{
    os::unix::process::ExitStatusExt as _,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use serde_json::Value;
use service_kit::database::{Database, Target, sql};
use service_tests::{
    database::Backend,
    fault::{Client, Proxy, Service, alone, say},
    sample,
};
use uuid::Uuid;

const CLIENTS: usize = 16;
const ROUNDS: usize = 3;
/// So many writes at least are acknowledged before the end.
const WRITES: usize = 200;

/// A request with its key, and the answer if one came.
struct Write {
    key: String,
    body: Value,
    answer: Option<Value>,
}

/// Creates patients until no answer comes.
async fn write_until_the_end(client: Client, acknowledged: Arc<AtomicUsize>, writes: Arc<Mutex<Vec<Write>>>) {
    loop {
        let (key, body) = (Uuid::new_v4().to_string(), sample::patient());
        let reply = client.call("POST", "/api/patients", &[("idempotency-key", &key)], &body).await;
        let answer = reply.ok().map(|reply| {
            assert_eq!(reply.status, 201, "{}", reply.body);
            reply.body
        });
        let over = answer.is_none();
        writes.lock().unwrap().push(Write { key, body, answer });
        if over {
            return;
        }
        acknowledged.fetch_add(1, Ordering::SeqCst);
    }
}

async fn count(database: &Database, statement: &'static str) -> usize {
    let row = database.row(sql(statement)).await.unwrap().unwrap();
    usize::try_from(row.integer("count").unwrap()).unwrap()
}

async fn killed(backend: Backend) {
    let _alone = alone().await;
    say(format_args!("kill -9 under load on {backend:?}"));
    let fresh = backend.fresh().await;
    let mut service = Service::start("patient-service", &fresh.url, &[]);
    let mut all = Vec::new();
    for _ in 0..ROUNDS {
        let (acknowledged, writes) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::new(Vec::new())));
        // The answers to half of them are lost on the way for a moment before the end: stored, and unheard.
        let proxy = Proxy::start(&format!("127.0.0.1:{}", service.running().port())).await;
        let load: Vec<_> = (0..CLIENTS)
            .map(|number| {
                let (acknowledged, writes) = (Arc::clone(&acknowledged), Arc::clone(&writes));
                let client = if number % 2 == 0 { service.client() } else { service.client_at(proxy.port) };
                tokio::spawn(write_until_the_end(client, acknowledged, writes))
            })
            .collect();
        while acknowledged.load(Ordering::SeqCst) < WRITES {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        proxy.swallow();
        tokio::time::sleep(Duration::from_millis(50)).await;
        service.running().kill();
        proxy.cut();
        for client in load {
            client.await.unwrap();
        }
        let (status, _) = service.take().wait();
        assert_eq!(status.signal(), Some(9), "{status}");
        let began = Instant::now();
        service.start_again();
        let writes = Arc::into_inner(writes).unwrap().into_inner().unwrap();
        let unheard = writes.iter().filter(|write| write.answer.is_none()).count();
        assert_eq!(unheard, CLIENTS, "every client was waiting for an answer when the end came");

        // Who did not hear asks again with the same key.
        let mut replayed = 0;
        for write in writes {
            let answer = if let Some(answer) = write.answer {
                answer
            } else {
                let headers = [("idempotency-key", write.key.as_str())];
                let reply = service.ask().call("POST", "/api/patients", &headers, &write.body).await.unwrap();
                assert_eq!(reply.status, 201, "{}", reply.body);
                replayed += usize::from(reply.header("idempotency-replayed") == "true");
                reply.body
            };
            all.push(answer);
        }
        assert!(replayed > 0, "no answer was lost on its way");
        let heard = all.len() - unheard;
        say(format_args!(
            "  {heard} acknowledged so far; of {unheard} unheard, {replayed} had been stored; back after {:.0?}",
            began.elapsed()
        ));
    }

    for answer in &all {
        let path = format!("/api/patients/{}", answer["id"].as_str().unwrap());
        let found = service.ask().get(&path).await.unwrap();
        assert_eq!((found.status, &found.body), (200, answer), "an acknowledged write is lost");
    }
    let database = Database::open(&Target::parse(&fresh.url).unwrap(), 2).await.unwrap();
    let whole = "SELECT COUNT(*) AS count FROM patient \
         JOIN history ON history.resource_id = patient.id AND history.version = 1 \
         JOIN audit_event ON audit_event.resource_id = patient.id AND audit_event.version = 1 \
         JOIN idempotency ON idempotency.resource_id = patient.id \
         JOIN patient_key ON patient_key.patient_id = patient.id AND patient_key.kind = 'identifier'";
    let tables = [
        count(&database, "SELECT COUNT(*) AS count FROM patient").await,
        count(&database, "SELECT COUNT(*) AS count FROM history").await,
        count(&database, "SELECT COUNT(*) AS count FROM audit_event").await,
        count(&database, "SELECT COUNT(*) AS count FROM idempotency").await,
        count(&database, whole).await,
    ];
    assert_eq!(tables, [all.len(); 5], "patients, versions, audit records, keys, and all of these together");
    say(format_args!("  {} requests, {} patients, none lost, none half, none twice", all.len(), tables[0]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_on_sqlite() {
    killed(Backend::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_on_postgres() {
    killed(Backend::Postgres).await;
}
