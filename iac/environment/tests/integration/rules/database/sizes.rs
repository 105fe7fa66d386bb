//! How large it is, how long it keeps what, and when it is worked on.

use environment::StaleReads;
use insta::assert_snapshot;

use super::{aurora, bad, good, instance};

#[test]
fn capacity_bounds() {
    assert_snapshot!(bad(&aurora("2", "1", "")), @"
    error: database.managed.aurora-serverless.minimum_capacity: `2` is more than the maximum `1`
      --> environments/test.toml:4:20
      |
    4 | minimum_capacity = 2
      |                    ^
      allowed: 0 to 1, in halves
    ");
    assert_snapshot!(bad(&aurora("0", "0.5", "")), @"
    error: database.managed.aurora-serverless.maximum_capacity: `0.5` is no maximum that Aurora takes
      --> environments/test.toml:5:20
      |
    5 | maximum_capacity = 0.5
      |                    ^^^
      allowed: 1 to 256, in halves
    ");
    assert_snapshot!(bad(&aurora("0.25", "300", "")), @"
    error: database.managed.aurora-serverless.minimum_capacity: `0.25` is no capacity
      --> environments/test.toml:4:20
      |
    4 | minimum_capacity = 0.25
      |                    ^^^^
      allowed: 0 to 256, in halves: 0.5, 1, 1.5

    error: database.managed.aurora-serverless.maximum_capacity: `300` is no capacity
      --> environments/test.toml:5:20
      |
    5 | maximum_capacity = 300
      |                    ^^^
      allowed: 0 to 256, in halves: 0.5, 1, 1.5
    ");
}

#[test]
fn pause() {
    assert_snapshot!(bad(&aurora("0.5", "1", "pause_after_seconds = 600\n")), @"
    error: database.managed.aurora-serverless.pause_after_seconds: `600` says when the database pauses, and with a minimum of 0.5 ACU it never does
      --> environments/test.toml:7:23
      |
    7 | pause_after_seconds = 600
      |                       ^^^
      hint: remove it, or set `minimum_capacity = 0`
    ");
    good(&aurora("0", "1", "pause_after_seconds = 600\n"));
}

#[test]
fn stale_reads() {
    let single = aurora("0.5", "1", "stale_reads = \"reader\"\n").replace("one-per-az", "single");
    assert_snapshot!(bad(&single), @r#"
    error: database.managed.aurora-serverless.stale_reads: there is no reader: the single machine writes
      --> environments/test.toml:7:15
      |
    7 | stale_reads = "reader"
      |               ^^^^^^^^
      allowed: `writer`
      hint: remove it, or set `instances = "one-per-az"`
    "#);
    assert_snapshot!(bad(&aurora("0.5", "1", "stale_reads = \"anybody\"\n")), @r#"
    error: database.managed.aurora-serverless.stale_reads: `anybody` is not known
      --> environments/test.toml:7:15
      |
    7 | stale_reads = "anybody"
      |               ^^^^^^^^^
      allowed: `writer`, `reader`
    "#);
    for (text, expected) in [("", StaleReads::Writer), ("stale_reads = \"reader\"\n", StaleReads::Reader)] {
        assert_eq!(good(&aurora("0.5", "1", text)).stale_reads(), expected);
    }
}

/// Of two machines one may fail, and the other then takes the connections to both.
#[test]
fn connections_to_a_reader() {
    let tasks = |maximum: u32| {
        let more = format!("stale_reads = \"reader\"\n[services.orders.scaling]\nmaximum = {maximum}\n");
        aurora("0.5", "1", &more)
    };
    assert_snapshot!(bad(&tasks(9)), @"
    error: database.managed.aurora-serverless.maximum_capacity: a database of at most 1 ACU takes 188 connections, and 190 may be needed: 9 tasks at the services' maxima, twice during a deployment, with 5 each to the writer and as many to the reader, which are one machine when the other fails, and 10 for AWS and for people
      --> environments/test.toml:5:20
      |
    5 | maximum_capacity = 1
      |                    ^
      hint: choose `connections_per_task = 4`, a larger database, or lower `scaling.maximum`
    ");
    good(&tasks(8));
}

#[test]
fn storage_bounds() {
    assert_snapshot!(bad(&instance(100, 109, "")), @"
    error: database.managed.instance.maximum_storage_gib: `109` is not a tenth more than the storage to begin with, 100 GiB
      --> environments/test.toml:6:23
      |
    6 | maximum_storage_gib = 109
      |                       ^^^
      allowed: 110 or more
    ");
    good(&instance(100, 110, ""));
}

#[test]
fn windows_apart() {
    let windows = |backup: &str, maintenance: &str| {
        instance(20, 100, "")
            .replace("backup_retention_days", &format!("{backup}{maintenance}backup_retention_days"))
    };
    assert_snapshot!(bad(&windows("", "maintenance_window = \"tue:02:45-tue:03:15\"\n")), @r#"
    error: database.managed.maintenance_window: the maintenance window `tue:02:45-tue:03:15` and the backup window `03:00-03:30` of every day overlap
      --> environments/test.toml:2:22
      |
    2 | maintenance_window = "tue:02:45-tue:03:15"
      |                      ^^^^^^^^^^^^^^^^^^^^^
      hint: move one of the two: both are in UTC
    "#);
    assert_snapshot!(bad(&windows("backup_window = \"04:30-05:00\"\n", "")), @r#"
    error: database.managed.backup_window: the maintenance window `sun:04:00-sun:05:00` and the backup window `04:30-05:00` of every day overlap
      --> environments/test.toml:2:17
      |
    2 | backup_window = "04:30-05:00"
      |                 ^^^^^^^^^^^^^
      hint: move one of the two: both are in UTC
    "#);
    assert_snapshot!(bad(&windows("backup_window = \"04:30\"\n", "")), @r#"
    error: database.managed.backup_window: `04:30` is no backup window
      --> environments/test.toml:2:17
      |
    2 | backup_window = "04:30"
      |                 ^^^^^^^
      allowed: two times of a day in UTC, as in `03:00-03:30`
    "#);
    good(&windows("backup_window = \"05:00-05:30\"\n", "maintenance_window = \"sun:04:00-sun:05:00\"\n"));
}

#[test]
fn connections() {
    let tasks = |maximum: u32| format!("[services.orders.scaling]\nmaximum = {maximum}\n");
    assert_snapshot!(bad(&aurora("0.5", "1", &tasks(18))), @"
    error: database.managed.aurora-serverless.maximum_capacity: a database of at most 1 ACU takes 188 connections, and 190 may be needed: 18 tasks at the services' maxima, twice during a deployment, with 5 each, and 10 for AWS and for people
      --> environments/test.toml:5:20
      |
    5 | maximum_capacity = 1
      |                    ^
      hint: choose `connections_per_task = 4`, a larger database, or lower `scaling.maximum`
    ");
    good(&aurora("0.5", "1", &tasks(17)));
    assert_snapshot!(bad(&instance(20, 100, &tasks(300))), @r#"
    error: database.managed.instance.class: `db.t4g.micro` takes 78 connections, and 3010 may be needed: 300 tasks at the services' maxima, twice during a deployment, with 5 each, and 10 for AWS and for people
      --> environments/test.toml:4:9
      |
    4 | class = "db.t4g.micro"
      |         ^^^^^^^^^^^^^^
      hint: choose a larger database, or lower `scaling.maximum`
    "#);
    let night = "[services.orders.scaling.schedules.night]\nschedule = \"cron(0 20 ? * * *)\"\nminimum = 0\nmaximum = 7\n";
    assert_snapshot!(bad(&instance(20, 100, night)), @r#"
    error: database.managed.instance.class: `db.t4g.micro` takes 78 connections, and 80 may be needed: 7 tasks at the services' maxima, twice during a deployment, with 5 each, and 10 for AWS and for people
      --> environments/test.toml:4:9
      |
    4 | class = "db.t4g.micro"
      |         ^^^^^^^^^^^^^^
      hint: choose `connections_per_task = 4`, a larger database, or lower `scaling.maximum`
    "#);
}
