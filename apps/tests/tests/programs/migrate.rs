use std::{
    process::Command,
    time::{Duration, Instant},
};

use service_tests::process::{Running, command};

use super::start::local;

/// As in the cloud: the program does not touch the tables when it starts, and says that it is not ready until
/// somebody has run `migrate`.
#[test]
fn a_service_is_ready_when_its_database_was_migrated() {
    let folder = tempfile::tempdir().unwrap();
    let mut start = local("patient-service", folder.path());
    start.env("MIGRATE_AT_START", "off");
    let service = Running::start(start);
    let status = |path: &str| {
        let url = format!("{}{path}", service.url);
        let output =
            Command::new("curl").args(["-s", "-o", "/dev/null", "-w", "%{http_code}", &url]).output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    };
    assert_eq!((status("/health").as_str(), status("/api/patients/ready").as_str()), ("200", "503"));
    for _ in 0..2 {
        let mut migrate = command("patient-service", &["migrate"]);
        assert!(migrate.current_dir(folder.path()).status().unwrap().success());
    }
    let began = Instant::now();
    while status("/api/patients/ready") != "200" {
        assert!(began.elapsed() < Duration::from_secs(10), "migrated, and still not ready");
        std::thread::sleep(Duration::from_millis(200));
    }
}
