//! A pool of one connection: whatever was done with it before, whoever is next gets it as it should be.

use std::time::Duration;

use service_kit::database::{Database, Target, sql};
use tokio::time::{Instant, sleep, timeout};

use crate::BACKEND;

async fn one_connection() -> (service_tests::database::Fresh, Database) {
    let fresh = BACKEND.fresh().await;
    let database = Database::open(&Target::parse(&fresh.url).unwrap(), 1).await.unwrap();
    (fresh, database)
}

async fn backend(database: &Database) -> i64 {
    let row = database.row(sql("SELECT pg_backend_pid()::bigint AS backend")).await.unwrap().unwrap();
    row.integer("backend").unwrap()
}

#[tokio::test]
async fn a_connection_that_answered_is_lent_again() {
    let (_fresh, database) = one_connection().await;
    let first = backend(&database).await;
    assert!(database.row(sql("SELECT 1 / 0 AS wrong")).await.is_err());
    assert_eq!(backend(&database).await, first, "a refused statement costs no connection");
}

#[tokio::test]
async fn a_transaction_that_was_dropped_is_rolled_back_before_anybody_else_is_there() {
    let (_fresh, database) = one_connection().await;
    let mut transaction = database.begin().await.unwrap();
    transaction.execute(sql("CREATE TABLE half_done (id BIGINT)")).await.unwrap();
    let first = transaction.row(sql("SELECT pg_backend_pid()::bigint AS backend")).await.unwrap().unwrap();
    drop(transaction);
    let left = sql("SELECT to_regclass('half_done')::text AS name");
    assert_eq!(database.row(left).await.unwrap().unwrap().optional_text("name").unwrap(), None);
    assert_eq!(backend(&database).await, first.integer("backend").unwrap(), "and the connection is kept");
}

#[tokio::test]
async fn a_refused_transaction_is_rolled_back_and_its_connection_kept() {
    let (_fresh, database) = one_connection().await;
    let first = backend(&database).await;
    let mut transaction = database.begin().await.unwrap();
    transaction.execute(sql("SELECT 1 / 0")).await.unwrap_err();
    drop(transaction);
    assert_eq!(backend(&database).await, first);
}

/// The server still runs the statement: the connection is not lent before that has ended, or is given up.
#[tokio::test]
async fn a_statement_that_was_given_up_disturbs_nobody() {
    let (_fresh, database) = one_connection().await;
    for seconds in ["SELECT pg_sleep(0.5)::text AS slept", "SELECT pg_sleep(6)::text AS slept"] {
        assert!(timeout(Duration::from_millis(100), database.row(sql(seconds))).await.is_err());
        let began = Instant::now();
        let row = database.row(sql("SELECT 7::bigint AS answer")).await.unwrap().unwrap();
        assert_eq!(row.integer("answer").unwrap(), 7);
        assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
    }
}

/// Connections that the server ended while they were idle.
#[tokio::test]
async fn a_connection_that_died_idle_is_replaced_unseen() {
    let (fresh, database) = one_connection().await;
    let first = backend(&database).await;
    let other = Database::open(&Target::parse(&fresh.url).unwrap(), 1).await.unwrap();
    other.row(sql("SELECT pg_terminate_backend($1::int)::text AS ended").bind(first)).await.unwrap();
    sleep(Duration::from_millis(1100)).await;
    assert_ne!(backend(&database).await, first);
}

/// A service that stops lets what is under way end.
#[tokio::test]
async fn closing_waits_for_what_is_lent() {
    let (_fresh, database) = one_connection().await;
    let asked = database.clone();
    let slow =
        tokio::spawn(async move { asked.row(sql("SELECT pg_sleep(0.5)::text AS slept")).await.is_ok() });
    sleep(Duration::from_millis(200)).await;
    database.close().await;
    assert!(slow.is_finished(), "closed over a running statement");
    assert!(slow.await.unwrap());
    assert!(database.row(sql("SELECT 1::bigint AS one")).await.is_err(), "nothing is lent any more");
}

/// The server answers such a `COMMIT` as if all was well, and rolls back.
#[tokio::test]
async fn a_transaction_in_which_a_statement_failed_is_not_said_to_be_committed() {
    let (_fresh, database) = one_connection().await;
    let mut transaction = database.begin().await.unwrap();
    transaction.execute(sql("CREATE TABLE half_done (id BIGINT)")).await.unwrap();
    transaction.execute(sql("SELECT 1 / 0")).await.unwrap_err();
    assert!(transaction.commit().await.is_err());
    let left = sql("SELECT to_regclass('half_done')::text AS name");
    assert_eq!(database.row(left).await.unwrap().unwrap().optional_text("name").unwrap(), None);
}
