use serde_json::json;
use service_kit::database::sql;
use service_tests::{
    app::{TestApp, id_of},
    sample,
};

use crate::BACKEND;

#[tokio::test]
async fn every_change_has_its_version_and_its_audit_record() {
    let app = TestApp::patients(BACKEND).await;
    let created = app.create("/api/patients", &sample::patient()).await;
    let path = format!("/api/patients/{}", id_of(&created));
    let changed = app.call("PUT", &path).header("if-match", "*").json(&sample::patient()).send().await.body;
    let history = app.call("GET", &format!("{path}/history")).send().await.body;
    assert_eq!(history["items"][0]["record"], created);
    assert_eq!(history["items"][1]["record"], changed);
    let trail =
        app.call("GET", &format!("{path}/audit")).header("x-request-id", "abcdef00").send().await.body;
    let entries = trail["items"].as_array().unwrap();
    assert_eq!(entries.len(), 2);
    assert_eq!((&entries[0]["action"], &entries[1]["action"]), (&json!("create"), &json!("update")));
    assert_eq!(entries[1]["version"], 2);
    assert_eq!(entries[1]["actor"], format!("{}#tester", app.issuer.url));
    let next = app.call("GET", &format!("{path}/history?limit=1")).send().await.body;
    let cursor = next["nextCursor"].as_str().unwrap();
    let next = app.call("GET", &format!("{path}/history?limit=1&cursor={cursor}")).send().await.body;
    assert_eq!(next["items"][0]["version"], 2);
}

#[tokio::test]
async fn history_and_audit_trail_cannot_be_changed_even_by_the_service_or_the_owner() {
    let app = TestApp::patients(BACKEND).await;
    app.create("/api/patients", &sample::patient()).await;
    let owner = app.fresh.owner().await;
    for statement in [
        "UPDATE history SET actor = 'x'",
        "DELETE FROM history",
        "UPDATE audit_event SET actor = 'x'",
        "DELETE FROM audit_event",
        // No statement of SQLite's.
        "TRUNCATE history",
        "TRUNCATE audit_event",
    ] {
        for database in [&app.database, &owner] {
            let mut transaction = database.begin().await.unwrap();
            assert!(transaction.execute(sql(statement)).await.is_err(), "{statement}");
        }
    }
}

#[tokio::test]
async fn what_cannot_be_audited_does_not_happen() {
    let app = TestApp::patients(BACKEND).await;
    let created = app.create("/api/patients", &sample::patient()).await;
    let mut transaction = app.fresh.owner().await.begin().await.unwrap();
    transaction.execute(sql("ALTER TABLE audit_event RENAME TO elsewhere")).await.unwrap();
    transaction.commit().await.unwrap();
    let path = format!("/api/patients/{}", id_of(&created));
    assert_eq!(app.call("POST", "/api/patients").json(&sample::patient()).send().await.status, 500);
    assert_eq!(
        app.call("PUT", &path).header("if-match", "*").json(&sample::patient()).send().await.status,
        500
    );
    assert_eq!(app.call("DELETE", &path).header("if-match", "*").send().await.status, 500);
    assert_eq!(app.call("GET", "/api/patients").send().await.body["items"], json!([created]));
    let versions = app.call("GET", &format!("{path}/history")).send().await.body;
    assert_eq!(versions["items"].as_array().unwrap().len(), 1);
}
