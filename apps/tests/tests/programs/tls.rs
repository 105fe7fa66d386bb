use std::process::Command;

use service_tests::process::{Running, command, raw};

use super::start::local;

fn healthcheck(listen: &str, tls: &str) -> std::process::ExitStatus {
    let mut check = command("patient-service", &["healthcheck"]);
    check.env("LISTEN_ADDR", listen).env("TLS", tls).status().unwrap()
}

#[test]
fn the_health_check_tells_up_from_down_with_and_without_tls() {
    for tls in ["on", "off"] {
        let folder = tempfile::tempdir().unwrap();
        let mut start = local("patient-service", folder.path());
        start.env("TLS", tls);
        let service = Running::start(start);
        let listen = format!("127.0.0.1:{}", service.port());
        assert!(healthcheck(&listen, tls).success());
        drop(service);
        assert_eq!(healthcheck(&listen, tls).code(), Some(1));
    }
}

#[test]
fn tls_is_1_2_or_later_and_http_1_1() {
    let folder = tempfile::tempdir().unwrap();
    let mut start = local("patient-service", folder.path());
    start.env("TLS", "on");
    let service = Running::start(start);
    let curl = |arguments: &[&str]| {
        let url = format!("{}/health", service.url);
        let output = Command::new("curl")
            .args(["-sk", "-o", "/dev/null", "-w", "%{http_version} %{http_code}"])
            .args(arguments)
            .arg(url)
            .output()
            .unwrap();
        (output.status.success(), String::from_utf8(output.stdout).unwrap())
    };
    assert_eq!(curl(&["--http2"]), (true, "1.1 200".to_owned()));
    assert_eq!(curl(&["--tls-max", "1.2"]), (true, "1.1 200".to_owned()));
    assert!(!curl(&["--tls-max", "1.1"]).0);
}

#[test]
fn a_connection_that_dribbles_or_is_silent_is_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let mut start = local("patient-service", folder.path());
    start.env("KEEP_ALIVE_SECONDS", "1");
    let service = Running::start(start);
    let began = std::time::Instant::now();
    for begun in ["", "GET /health HTTP/1.1\r\nHost: loc"] {
        raw(service.port(), begun.as_bytes());
    }
    assert!(began.elapsed() < std::time::Duration::from_secs(6), "{:?}", began.elapsed());
    let answer = raw(service.port(), b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let many = format!("GET /health HTTP/1.1\r\n{}\r\n", "X-Filler: x\r\n".repeat(100));
    assert!(raw(service.port(), many.as_bytes()).starts_with("HTTP/1.1 431"));
}
