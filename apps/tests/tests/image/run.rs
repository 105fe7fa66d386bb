//! The programs of the images, running.

use std::fs;

use serde_json::Value;
use service_tests::{
    app::ALL,
    fault::say,
    issuer::{AUDIENCE, Issuer},
    sample,
};
use uuid::Uuid;

use super::{
    content::{ARCHITECTURES, SERVICES},
    empty_root::EmptyRoot,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_serve_in_an_empty_root_on_both_architectures() {
    let issuer = Issuer::start().await;
    let token = issuer.token(ALL);
    let environment = [
        ("DATABASE_URL", "sqlite:///tmp/test.db"),
        ("OIDC_ISSUER", issuer.url.as_str()),
        ("OIDC_AUDIENCE", AUDIENCE),
    ];
    for architecture in ARCHITECTURES {
        let [patients, appointments] = SERVICES.map(|service| EmptyRoot::of(architecture, service));
        let files = fs::read_dir(patients.path()).unwrap().count();
        assert!(files <= 3, "app, tmp, and what emulates");

        // Nothing but /tmp can be written: a database anywhere else is refused.
        let elsewhere = [("DATABASE_URL", "sqlite:///elsewhere.db")];
        let (status, said) = patients.run(&["migrate"], &elsewhere);
        assert!(!status.success() && said.contains("cannot open the database"), "{said}");

        let service = patients.serve(&environment);
        assert_eq!(service.user(), ["65532"; 8]);
        let (status, body) = service.ask("GET", "/health", "", None);
        assert_eq!((status, body.as_str()), (200, "{\"status\":\"ok\"}"));
        assert_eq!(service.ask("GET", "/ready", "", None).0, 200, "its database is there");
        let patient = sample::patient().to_string();
        let (status, body) = service.ask("POST", "/api/patients", &token, Some(&patient));
        assert_eq!(status, 201, "{body}");

        // patient-service's certificate is its own: nobody vouches for it, so it is not asked.
        let url = format!("https://127.0.0.1:{}", service.port);
        let booking = sample::appointment(Uuid::now_v7(), "a", 1).to_string();
        let asking =
            appointments.serve(&[&environment[..], &[("PATIENT_SERVICE_URL", url.as_str())]].concat());
        let (status, body) = asking.ask("POST", "/api/appointments", &token, Some(&booking));
        assert_eq!(status, 503, "{body}");
        assert!(asking.stop().success());

        // Without asking it books, in a time zone that it knows.
        let alone = appointments.serve(&[&environment[..], &[("PATIENT_SERVICE_URL", "off")]].concat());
        let (status, body) = alone.ask("POST", "/api/appointments", &token, Some(&booking));
        assert_eq!(status, 201, "{body}");
        let booked: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(booked["timeZone"], "America/New_York");
        let nowhere = booking.replace("America/New_York", "America/Nowhere");
        assert_eq!(alone.ask("POST", "/api/appointments", &token, Some(&nowhere)).0, 422);

        assert!(service.stop().success() && alone.stop().success());
        say(format_args!("{architecture}: both serve, check their health, know their zones, and stop"));
    }
}
