//! patient-service is slow, gone, wrong, or answers rubbish: appointment-service says so in time, and everything that
//! needs no patient-service goes on.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use serde_json::{Value, json};
use service_tests::{
    app::id_of,
    database::Backend,
    fault::{Client, Reply, Service, Tally, alone, say, together},
    sample,
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::watch,
};
use uuid::Uuid;

const CLIENTS: usize = 16;
/// 800 ms for patient-service, and a moment.
const AT_MOST: Duration = Duration::from_millis(1800);

/// What it does with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    None,
    /// Answers well, but only after a minute.
    Slow,
    /// Sends a byte of a good answer now and then.
    Dribbles,
    /// Hangs up without an answer.
    HangsUp,
    /// Hangs up in the middle of its answer.
    BreaksOff,
    /// A status.
    Status(u16),
    /// What is no HTTP.
    Rubbish,
    /// HTTP with what is no JSON.
    NoJson,
    /// JSON of another shape.
    OtherShape,
    /// Another patient.
    OtherPatient,
    /// More than anyone wants to read.
    Endless,
}

/// It, and how many requests it met with the fault.
struct PatientService {
    url: String,
    fault: watch::Sender<Fault>,
    met: Arc<AtomicUsize>,
    task: tokio::task::JoinHandle<()>,
}

impl PatientService {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (fault, watching) = watch::channel(Fault::None);
        let met = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&met);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (watching, met) = (watching.clone(), Arc::clone(&counter));
                tokio::spawn(async move { answer(stream, &watching, &met).await });
            }
        });
        Self { url, fault, met, task }
    }
}

/// One request a connection, for faults are simpler so.
async fn answer(mut stream: TcpStream, fault: &watch::Receiver<Fault>, met: &AtomicUsize) -> Option<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    let fault = *fault.borrow();
    met.fetch_add(1, Ordering::SeqCst);
    let head = String::from_utf8(head).ok()?;
    let patient = head.split('/').nth(3)?.to_owned();
    let good = json!({"id": patient, "active": true, "version": 1}).to_string();
    let http = |status: u16, body: &str| {
        format!(
            "HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        )
    };
    let bytes = match fault {
        Fault::None => http(200, &good),
        Fault::Slow => {
            tokio::time::sleep(Duration::from_mins(1)).await;
            http(200, &good)
        }
        Fault::Dribbles => {
            for byte in http(200, &good).bytes() {
                stream.write_u8(byte).await.ok()?;
                tokio::time::sleep(Duration::from_millis(300)).await;
            }
            return None;
        }
        Fault::HangsUp => return None,
        Fault::BreaksOff => http(200, &good).split_at(100).0.to_owned(),
        Fault::Status(status) => http(status, "{}"),
        Fault::Rubbish => "\u{16}\u{3}\u{1} rubbish\r\n\r\n".repeat(10),
        Fault::NoJson => http(200, "<html>502 Bad Gateway</html>"),
        Fault::OtherShape => http(200, "[true]"),
        Fault::OtherPatient => http(200, &json!({"id": Uuid::now_v7(), "active": true}).to_string()),
        Fault::Endless => http(200, &" ".repeat(8 * 1024 * 1024)),
    };
    stream.write_all(bytes.as_bytes()).await.ok()
}

/// All book for patients whom nobody has asked about before.
async fn book(service: &Service, hour: &mut i64) -> Vec<Result<Reply, String>> {
    let clients: Arc<Vec<Client>> = Arc::new((0..CLIENTS).map(|_| service.client()).collect());
    *hour += 1;
    let at = *hour;
    together(CLIENTS, |number| {
        let clients = Arc::clone(&clients);
        async move {
            let wanted = sample::appointment(Uuid::now_v7(), &format!("p{number}"), at);
            clients[number].post("/api/appointments", &wanted).await
        }
    })
    .await
}

/// What needs no patient-service goes on: reading, rescheduling, cancelling.
async fn the_rest_goes_on(service: &Service, appointment: &Value) {
    let path = format!("/api/appointments/{}", id_of(appointment));
    let mut moved = sample::appointment(Uuid::nil(), "moved", 900);
    moved["patientId"] = appointment["patientId"].clone();
    moved["practitionerId"] = json!(Uuid::now_v7().to_string());
    let any = [("if-match", "*")];
    let replies = [
        service.ask().get(&path).await.unwrap(),
        service.ask().call("PUT", &path, &any, &moved).await.unwrap(),
        service
            .ask()
            .call(
                "POST",
                &format!("{path}/status"),
                &any,
                &json!({"status": "cancelled", "reason": "canary"}),
            )
            .await
            .unwrap(),
    ];
    for reply in replies {
        assert_eq!(reply.status, 200, "{}", reply.body);
        assert!(reply.took < Duration::from_secs(1), "{:?}", reply.took);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_patient_service_does_the_answer_is_documented_and_in_time() {
    let _alone = alone().await;
    say("patient-service misbehaves");
    let directory = PatientService::start().await;
    let fresh = Backend::Sqlite.fresh().await;
    let service =
        Service::start("appointment-service", &fresh.url, &[("PATIENT_SERVICE_URL", directory.url.as_str())]);
    let faults = [
        (Fault::Slow, 503),
        (Fault::Dribbles, 503),
        (Fault::HangsUp, 503),
        (Fault::BreaksOff, 503),
        (Fault::Rubbish, 503),
        (Fault::NoJson, 503),
        (Fault::OtherShape, 503),
        (Fault::OtherPatient, 503),
        (Fault::Endless, 503),
        (Fault::Status(500), 503),
        (Fault::Status(503), 503),
        (Fault::Status(302), 503),
        (Fault::Status(401), 503),
        (Fault::Status(429), 503),
        (Fault::Status(403), 403),
        (Fault::Status(404), 422),
        (Fault::Status(410), 422),
    ];
    let mut hour = 0;
    for (fault, expected) in faults {
        directory.fault.send_replace(Fault::None);
        let booked = book(&service, &mut hour).await;
        let tally = Tally::of(&booked);
        assert_eq!(tally.count("201"), CLIENTS, "not well again: {tally}");
        directory.fault.send_replace(fault);
        directory.met.store(0, Ordering::SeqCst);
        let replies = book(&service, &mut hour).await;
        let met = directory.met.load(Ordering::SeqCst);
        say(format_args!("  {fault:?}: {}; it was asked {met} times", Tally::of(&replies)));
        assert!(met >= CLIENTS, "the fault was met {met} times only");
        for reply in &replies {
            let reply = reply.as_ref().unwrap();
            assert_eq!(reply.status, expected, "{}", reply.body);
            if expected == 503 {
                reply.assert_unavailable_within(AT_MOST);
            }
        }
        the_rest_goes_on(&service, &booked[0].as_ref().unwrap().body).await;
    }

    directory.fault.send_replace(Fault::None);
    let booked = book(&service, &mut hour).await;
    directory.task.abort();
    let _ = directory.task.await;
    let replies = book(&service, &mut hour).await;
    say(format_args!("  gone: {}", Tally::of(&replies)));
    for reply in &replies {
        reply.as_ref().unwrap().assert_unavailable_within(AT_MOST);
    }
    the_rest_goes_on(&service, &booked[0].as_ref().unwrap().body).await;
}
