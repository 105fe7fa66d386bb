//! The database is slow, silent, gone, back, full of other people's connections, or locked.

use std::{sync::Arc, time::Duration};

use service_tests::{
    database::{self, Backend},
    fault::{Client, Proxy, Reply, Service, Tally, alone, say, together},
    sample,
};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection, Row as _, SqliteConnection};

const CLIENTS: usize = 24;
const POOL: usize = 5;
/// `REQUEST_TIMEOUT_SECONDS` here: no answer may take longer than this and a moment.
const REQUEST: Duration = Duration::from_secs(4);
const AT_MOST: Duration = Duration::from_secs(6);

/// A server with a proxy before it, and a service behind that.
struct Setup {
    proxy: Proxy,
    service: Service,
    /// The server itself, to look at it.
    direct: PgConnection,
    database: String,
}

/// `postgres://user@host:port/database`, in its parts.
fn parts(url: &str) -> (String, String, String) {
    let (server, database) = url.rsplit_once('/').unwrap();
    let (user, server) = server.trim_start_matches("postgres://").rsplit_once('@').unwrap();
    (user.to_owned(), server.to_owned(), database.to_owned())
}

async fn setup() -> Setup {
    let fresh = Backend::Postgres.fresh().await;
    let (user, server, database) = parts(&fresh.url);
    let proxy = Proxy::start(&server).await;
    let url = format!("postgres://{user}@127.0.0.1:{}/{database}?sslmode=disable", proxy.port);
    let timeout = REQUEST.as_secs().to_string();
    let settings = [("REQUEST_TIMEOUT_SECONDS", timeout.as_str())];
    let service = Service::start("patient-service", &url, &settings);
    let (tester, server) = database::server();
    let direct = PgConnection::connect(&format!("postgres://{tester}@{server}/{database}")).await.unwrap();
    Setup { proxy, service, direct, database }
}

/// Reads and writes in equal parts, all at once.
async fn crowd(service: &Service) -> Vec<Result<Reply, String>> {
    let clients: Arc<Vec<Client>> = Arc::new((0..CLIENTS).map(|_| service.client()).collect());
    together(CLIENTS, |number| {
        let clients = Arc::clone(&clients);
        async move {
            if number % 2 == 0 {
                clients[number].get("/api/patients?limit=5").await
            } else {
                clients[number].post("/api/patients", &sample::patient()).await
            }
        }
    })
    .await
}

fn all_unavailable(what: &str, replies: &[Result<Reply, String>]) {
    say(format_args!("  {what}: {}", Tally::of(replies)));
    for reply in replies {
        reply.as_ref().unwrap().assert_unavailable_within(AT_MOST);
    }
}

/// No restart, and as many connections as before: what was broken was given back.
async fn well_again(setup: &mut Setup) {
    assert_eq!(setup.service.ask().get("/health").await.unwrap().status, 200);
    let mut tries = 0;
    while setup.service.ask().get("/api/patients?limit=1").await.unwrap().status != 200 {
        tries += 1;
        assert!(tries < 4, "not well again");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let replies = crowd(&setup.service).await;
    let tally = Tally::of(&replies);
    assert_eq!(tally.failures(), 0, "not well again: {tally}");
    // Each connection that the service may have is asked for by someone, so none was leaked.
    assert!(tally.p99() < Duration::from_secs(1), "slow after the fault: {tally}");
    // The server hears of connections that were given up only when the network lets it.
    let mut open = connections(&mut setup.direct, &setup.database).await;
    for _ in 0..100 {
        if open <= POOL {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        open = connections(&mut setup.direct, &setup.database).await;
    }
    say(format_args!("    well again after {tries} refusals: {tally}; {open} connections"));
    assert!(open <= POOL, "{open} connections of a pool of {POOL}");
}

async fn connections(direct: &mut PgConnection, database: &str) -> usize {
    let count = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()";
    let row = sqlx::query(count).bind(database).fetch_one(direct).await.unwrap();
    usize::try_from(row.get::<i64, _>(0)).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn slow_silent_or_gone_is_503_and_over_when_it_is_over() {
    let _alone = alone().await;
    say("PostgreSQL behind a bad network");
    let mut setup = setup().await;
    well_again(&mut setup).await;

    setup.proxy.slow(Duration::from_millis(100));
    let reply = setup.service.ask().get("/api/patients?limit=1").await.unwrap();
    say(format_args!("  100 ms slower each way: {} after {:.1?}", reply.status, reply.took));
    assert!(reply.status == 200 && reply.took > Duration::from_millis(200) && setup.proxy.met() > 0);

    setup.proxy.slow(REQUEST + Duration::from_secs(1));
    all_unavailable("5 s slower each way", &crowd(&setup.service).await);
    assert!(setup.proxy.met() >= POOL, "nothing was delayed");
    setup.proxy.pass();
    well_again(&mut setup).await;

    setup.proxy.swallow();
    all_unavailable("silent", &crowd(&setup.service).await);
    all_unavailable("still silent", &crowd(&setup.service).await);
    assert!(setup.proxy.met() >= POOL, "nothing was lost");
    setup.proxy.pass();
    well_again(&mut setup).await;

    // The same while statements are under way: their answers never come, on connections that nobody ends.
    let mut lock = setup.direct.begin().await.unwrap();
    lock.execute("LOCK TABLE patient IN ACCESS EXCLUSIVE MODE").await.unwrap();
    let silence = async {
        tokio::time::sleep(Duration::from_millis(500)).await;
        setup.proxy.swallow();
        lock.rollback().await.unwrap();
    };
    let (replies, ()) = tokio::join!(crowd(&setup.service), silence);
    all_unavailable("silent in the middle of statements", &replies);
    assert!(setup.proxy.met() > 0, "nothing was lost");
    setup.proxy.pass();
    well_again(&mut setup).await;

    setup.proxy.cut();
    all_unavailable("gone", &crowd(&setup.service).await);
    assert!(setup.proxy.met() > 0, "nothing was cut");
    setup.proxy.pass();
    well_again(&mut setup).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn out_of_connections_is_503_until_there_are_some() {
    let _alone = alone().await;
    say("PostgreSQL out of connections");
    let mut setup = setup().await;
    // The one who serves, on tables that the owner has migrated.
    let limit = format!("ALTER ROLE {} CONNECTION LIMIT 1", setup.database);
    setup.direct.execute(AssertSqlSafe(limit)).await.unwrap();
    let (_, server) = database::server();
    let url = format!("postgres://{0}@{server}/{0}", setup.database);
    let settings = [("MIGRATE_AT_START", "off")];
    let service = Service::start("patient-service", &url, &settings);
    let taken = PgConnection::connect(&url).await.unwrap();
    assert!(PgConnection::connect(&url).await.is_err(), "there are connections left");
    all_unavailable("all taken", &crowd(&service).await);
    taken.close().await.unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    let reply = service.ask().get("/api/patients?limit=1").await.unwrap();
    say(format_args!("  one free again: {}", reply.status));
    assert_eq!(reply.status, 200);

    // The service's own few, all waiting for a table that someone has locked.
    let lock = setup.direct.begin().await;
    let mut lock = lock.unwrap();
    lock.execute("LOCK TABLE patient IN ACCESS EXCLUSIVE MODE").await.unwrap();
    all_unavailable("all waiting for a lock", &crowd(&setup.service).await);
    let waiting = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()";
    let waiting = sqlx::query(waiting).bind(&setup.database).fetch_one(&mut *lock).await.unwrap();
    assert!(waiting.get::<i64, _>(0) >= 1, "nobody waits");
    lock.rollback().await.unwrap();
    drop(service);
    well_again(&mut setup).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_locked_file_is_503_for_writers_and_nothing_for_readers() {
    let _alone = alone().await;
    say("SQLite locked by another");
    let fresh = Backend::Sqlite.fresh().await;
    let timeout = REQUEST.as_secs().to_string();
    let settings = [("REQUEST_TIMEOUT_SECONDS", timeout.as_str())];
    let service = Service::start("patient-service", &fresh.url, &settings);
    let mut other = SqliteConnection::connect(&fresh.url).await.unwrap();
    other.execute("BEGIN IMMEDIATE").await.unwrap();
    let replies = crowd(&service).await;
    say(format_args!("  locked: {}", Tally::of(&replies)));
    for (number, reply) in replies.iter().enumerate() {
        let reply = reply.as_ref().unwrap();
        if number % 2 == 0 {
            assert_eq!(reply.status, 200);
        } else {
            reply.assert_unavailable_within(AT_MOST);
        }
    }
    other.execute("ROLLBACK").await.unwrap();
    let tally = Tally::of(&crowd(&service).await);
    say(format_args!("  unlocked: {tally}"));
    assert_eq!(tally.failures(), 0);
}
