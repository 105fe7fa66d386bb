//! The disk below `SQLite` is full: said clearly, nothing is lost, and well again when there is room.

use std::time::Duration;

use service_tests::{
    fault::{Service, SmallDisk, Tally, alone, say},
    sample,
};
use sqlx::{Connection as _, Row as _, SqliteConnection};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_is_said_and_nothing_is_lost() {
    let _alone = alone().await;
    say("SQLite on a full disk");
    let disk = SmallDisk::mount("8m");
    let url = format!("sqlite://{}", disk.path().join("small.db").display());
    let mut service = Service::start("patient-service", &url, &[]);
    let mut stored = Vec::new();
    for _ in 0..50 {
        let reply = service.ask().post("/api/patients", &sample::patient()).await.unwrap();
        assert_eq!(reply.status, 201);
        stored.push(reply.body);
    }
    let filled = disk.fill();
    assert!(filled > 0);
    let mut replies = Vec::new();
    for _ in 0..200 {
        let reply = service.ask().post("/api/patients", &sample::patient()).await;
        if let Ok(reply) = &reply
            && reply.status == 201
        {
            stored.push(reply.body.clone());
        }
        replies.push(reply);
    }
    let tally = Tally::of(&replies);
    say(format_args!("  {filled} bytes by someone else, then 200 writes: {tally}"));
    let refused: Vec<_> = replies.iter().flatten().filter(|reply| reply.status != 201).collect();
    assert!(!refused.is_empty(), "the disk was not full");
    for reply in refused {
        assert!([507, 503].contains(&reply.status), "{} {}", reply.status, reply.body);
        assert!(["storage-full", "unavailable"].contains(&reply.problem()), "{}", reply.body);
        assert!(reply.took < Duration::from_secs(5), "{:?}", reply.took);
    }
    // Readers are in nobody's way.
    for answer in &stored {
        let path = format!("/api/patients/{}", answer["id"].as_str().unwrap());
        let found = service.ask().get(&path).await.unwrap();
        assert_eq!((found.status, &found.body), (200, answer));
    }
    assert_eq!(service.ask().get("/health").await.unwrap().status, 200);

    disk.empty();
    for _ in 0..50 {
        let reply = service.ask().post("/api/patients", &sample::patient()).await.unwrap();
        assert_eq!(reply.status, 201, "not well again: {}", reply.body);
        stored.push(reply.body);
    }
    service.start_again();
    for answer in &stored {
        let path = format!("/api/patients/{}", answer["id"].as_str().unwrap());
        let found = service.ask().get(&path).await.unwrap();
        assert_eq!((found.status, &found.body), (200, answer), "lost");
    }
    let mut connection = SqliteConnection::connect(&url).await.unwrap();
    let check = sqlx::query("PRAGMA integrity_check").fetch_one(&mut connection).await.unwrap();
    assert_eq!(check.get::<String, _>(0), "ok");
    let count = sqlx::query("SELECT COUNT(*) FROM patient").fetch_one(&mut connection).await.unwrap();
    assert_eq!(usize::try_from(count.get::<i64, _>(0)).unwrap(), stored.len());
    connection.close().await.unwrap();
    say(format_args!("  room again: {} patients stored, {} acknowledged", stored.len(), stored.len()));
}
