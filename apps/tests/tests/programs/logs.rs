use std::process::Command;

use service_tests::{
    log,
    process::{Running, command},
};

use super::start::{local, status, token};

#[test]
fn nothing_personal_is_logged_by_the_programs_on_their_most_talkative_level() {
    let folder = tempfile::tempdir().unwrap();
    let mut start = local("patient-service", folder.path());
    start.env("LOG_FORMAT", "json").env("SHUTDOWN_DELAY_SECONDS", "0");
    let service = Running::start(start);
    let token = token("patient-service", folder.path(), &[]);
    let patient = service_tests::sample::patient().to_string();
    let mut wrong: serde_json::Value = serde_json::from_str(&patient).unwrap();
    wrong["canary"] = "canary".into();
    wrong["birthDate"] = "canary".into();
    let post = |path: &str, body: &str| {
        let url = format!("{}{path}", service.url);
        let output = Command::new("curl")
            .args(["-s", "-X", "POST", "-H", "Content-Type: application/json"])
            .args(["-H", &format!("Authorization: Bearer {token}"), "-H", "X-Request-Id: canary-canary"])
            .args(["-A", "canary", "-d", body, &url])
            .output()
            .unwrap();
        assert!(output.status.success());
    };
    post("/api/patients", &patient);
    post("/api/patients", &patient);
    post("/api/patients", &wrong.to_string());
    post("/api/patients", "{\"canary\"");
    post("/api/patients/search", "{\"family\":\"canary\"}");
    post("/api/patients/search?family=canary", "{}");
    post("/canary/canary", "canary");
    assert_eq!(status(&format!("{}/api/patients/canary?canary=canary", service.url), &token), "400");
    assert_eq!(status(&format!("{}/api/patients", service.url), "canary"), "401");
    service.terminate();
    let (status, lines) = service.wait();
    assert!(status.success());
    let answered = lines.iter().filter(|line| line.contains("\"answered\"")).count();
    assert!(answered >= 9, "only {answered} lines: {lines:?}");
    assert!(lines.iter().any(|line| line.contains("\"target\":\"audit\"")));
    let metrics = lines.iter().filter(|line| line.starts_with("{\"") && line.contains("\"_aws\"")).count();
    assert!(metrics >= 3, "metrics as EMF: {lines:?}");
    assert!(!lines.iter().any(|line| log::leaks(line)));
}

/// Who saw whom: a line for every read, with the ids of all that stood on the page.
#[test]
fn reads_lists_and_denials_are_lines_of_the_audit_log() {
    let folder = tempfile::tempdir().unwrap();
    let seeded = command("patient-service", &["seed"]).current_dir(folder.path()).status().unwrap();
    assert!(seeded.success());
    let mut start = local("patient-service", folder.path());
    start.env("LOG_FORMAT", "json").env("SHUTDOWN_DELAY_SECONDS", "0");
    let service = Running::start(start);
    let all = token("patient-service", folder.path(), &[]);
    let reader = token("patient-service", folder.path(), &["--scope", "patients:read"]);
    let page = format!("{}/api/patients?limit=2", service.url);
    let output =
        Command::new("curl").args(["-s", "-H", &format!("Authorization: Bearer {all}"), &page]).output();
    let page: serde_json::Value = serde_json::from_slice(&output.unwrap().stdout).unwrap();
    let ids: Vec<_> = (0..2).map(|index| page["items"][index]["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(status(&format!("{}/api/patients/{}", service.url, ids[0]), &reader), "200");
    assert_eq!(status(&format!("{}/api/patients/{}/audit", service.url, ids[0]), &reader), "403");
    service.terminate();
    let (_, lines) = service.wait();
    let lines: Vec<serde_json::Value> = lines
        .iter()
        .filter_map(|line| serde_json::from_str(line).ok())
        .filter(|line: &serde_json::Value| line["target"] == "audit")
        .collect();
    let seen = |index: usize, member: &str| lines[index][member].as_str().unwrap_or_default().to_owned();
    assert_eq!((seen(0, "action"), seen(0, "ids")), ("list".to_owned(), ids.join(" ")));
    assert_eq!((seen(1, "action"), seen(1, "id")), ("read".to_owned(), ids[0].clone()));
    assert_eq!((seen(2, "outcome"), seen(2, "reason")), ("denied".to_owned(), "patients:audit".to_owned()));
    assert!(
        lines.iter().all(|line| line["actor"] == "urn:healthcare-app:development#developer"),
        "{lines:?}"
    );
    assert!(lines.iter().all(|line| line["source"] == "127.0.0.1" && line["request_id"].is_string()));
}
