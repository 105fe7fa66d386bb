use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    thread,
    time::{Duration, Instant},
};

use service_tests::process::Running;

use super::start::local;

/// Requests that are under way when SIGTERM comes are answered; so are those that come until the load balancer has
/// noticed; then it ends well.
#[test]
fn sigterm_drops_no_request() {
    let folder = tempfile::tempdir().unwrap();
    let mut start = local("patient-service", folder.path());
    start.env("SHUTDOWN_DELAY_SECONDS", "2");
    let service = Running::start(start);
    let connect = || TcpStream::connect(("127.0.0.1", service.port())).unwrap();
    let half: Vec<_> = (0..30)
        .map(|_| {
            let mut stream = connect();
            stream.write_all(b"GET /health HTTP/1.1\r\nHost: loc").unwrap();
            stream
        })
        .collect();
    thread::sleep(Duration::from_millis(200));
    service.terminate();
    thread::sleep(Duration::from_millis(500));
    // A new one, and on it the word that it will be the last.
    let mut late = connect();
    late.write_all(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut answer = String::new();
    late.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("connection: close"), "{answer}");
    thread::sleep(Duration::from_secs(2));
    for mut stream in half {
        stream.write_all(b"alhost\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
    let began = Instant::now();
    let (status, lines) = service.wait();
    assert!(status.success() && began.elapsed() < Duration::from_secs(5), "{status} {lines:?}");
    assert!(lines.last().unwrap().contains("stopped"), "{lines:?}");
}

/// More than it may do at once is told so at once, and health is answered all the same.
#[test]
fn what_is_too_much_is_told_503() {
    let folder = tempfile::tempdir().unwrap();
    let mut start = local("patient-service", folder.path());
    start.env("MAX_CONCURRENT_REQUESTS", "2");
    let service = Running::start(start);
    let key = folder.path().join("target/dev/development-key.pem");
    let mut token = service_tests::process::command("patient-service", &["token"]);
    let token = token.env("DEVELOPMENT_KEY", key).output().unwrap().stdout;
    let token = String::from_utf8(token).unwrap();
    // Two whose bodies do not come hold both places.
    let held: Vec<_> = (0..2)
        .map(|_| {
            let mut stream = TcpStream::connect(("127.0.0.1", service.port())).unwrap();
            let head = format!(
                "POST /api/patients HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\n\
             Content-Type: application/json\r\nContent-Length: 10\r\n\r\n{{",
                token.trim(),
            );
            stream.write_all(head.as_bytes()).unwrap();
            stream
        })
        .collect();
    thread::sleep(Duration::from_millis(300));
    let get = |path: &str| {
        let request = format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        service_tests::process::raw(service.port(), request.as_bytes())
    };
    let refused = get("/api/patients");
    assert!(refused.starts_with("HTTP/1.1 503") && refused.contains("retry-after: 2"), "{refused}");
    assert!(get("/health").starts_with("HTTP/1.1 200"));
    drop(held);
    thread::sleep(Duration::from_millis(300));
    assert!(get("/api/patients").starts_with("HTTP/1.1 401"));
}
