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
}

/// What hyper itself refuses, before it is a request to anybody, is a problem document all the same.
#[test]
fn what_is_no_request_is_answered_like_any_other_mistake() {
    let folder = tempfile::tempdir().unwrap();
    let mut start = local("patient-service", folder.path());
    start.env("LOG_FORMAT", "json").env("SHUTDOWN_DELAY_SECONDS", "0");
    let service = Running::start(start);
    let headers = |count: usize| format!("GET /health HTTP/1.1\r\n{}\r\n", "X-Filler: x\r\n".repeat(count));
    let cases = [
        ("canary\r\n\r\n".to_owned(), 400, "malformed-request"),
        ("GET / HTTP/3.0\r\n\r\n".to_owned(), 400, "malformed-request"),
        ("GET / HTTP/1.1\r\nHost canary\r\n\r\n".to_owned(), 400, "malformed-request"),
        ("POST / HTTP/1.1\r\nContent-Length: canary\r\n\r\n".to_owned(), 400, "malformed-request"),
        (
            format!("GET /{} HTTP/1.1\r\nConnection: close\r\n\r\n", "a".repeat(20_000)),
            414,
            "address-too-long",
        ),
        // hyper stops reading before it knows whether it is the address or a header that is too long.
        (format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(200_000)), 431, "headers-too-large"),
        (headers(80), 431, "headers-too-large"),
        (headers(300), 431, "headers-too-large"),
    ];
    for (request, status, kind) in &cases {
        // Ours leave the connection open, as the request itself was well-formed; so it is said to be the last.
        let request = request.replacen("X-Filler: x", "Connection: close", 1);
        let answer = raw(service.port(), request.as_bytes());
        let (head, document) = answer.split_once("\r\n\r\n").unwrap();
        let document: serde_json::Value = serde_json::from_str(document).unwrap();
        assert!(head.starts_with(&format!("HTTP/1.1 {status} ")), "{head}");
        assert_eq!(document["type"], format!("urn:healthcare-app:problem:{kind}"));
        for header in [
            "content-type: application/problem+json",
            "cache-control: no-store",
            "x-content-type-options: nosniff",
            "x-request-id: ",
            "connection: close",
        ] {
            assert!(head.contains(header), "{header}: {head}");
        }
    }
    service.terminate();
    let (_, lines) = service.wait();
    let answered = lines.iter().filter(|line| line.contains("\"answered\"")).count();
    assert_eq!(answered, cases.len(), "each is a line of the log: {lines:?}");
}

#[test]
fn what_is_no_request_is_answered_so_behind_tls_too() {
    let folder = tempfile::tempdir().unwrap();
    let mut start = local("patient-service", folder.path());
    start.env("TLS", "on");
    let service = Running::start(start);
    let url = format!("{}/health", service.url);
    let output = Command::new("curl").args(["-sk", "-X", "CA NARY", &url]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("urn:healthcare-app:problem:malformed-request"), "{text}");
}

#[test]
fn a_body_that_does_not_arrive_is_given_up() {
    let folder = tempfile::tempdir().unwrap();
    let service = Running::start(local("patient-service", folder.path()));
    let mut token = command("patient-service", &["token"]);
    let token = token.current_dir(folder.path()).output().unwrap().stdout;
    let request = format!(
        "POST /api/patients HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {}\r\n\
         Content-Type: application/json\r\nContent-Length: 10\r\nConnection: close\r\n\r\n{{",
        String::from_utf8(token).unwrap().trim(),
    );
    let began = std::time::Instant::now();
    let answer = raw(service.port(), request.as_bytes());
    assert!(answer.starts_with("HTTP/1.1 408") && answer.contains("request-timeout"), "{answer}");
    assert!(began.elapsed() < std::time::Duration::from_secs(8), "{:?}", began.elapsed());
}
