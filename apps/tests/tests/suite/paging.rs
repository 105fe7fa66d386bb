use serde_json::{Value, json};
use service_tests::{
    app::{Both, TestApp, id_of},
    sample,
};
use uuid::Uuid;

use crate::BACKEND;

/// Walks a list to its end and returns the ids in the order in which they came.
async fn walk(app: &TestApp, path: &str, limit: usize) -> Vec<Uuid> {
    let mut ids = Vec::new();
    let mut cursor = String::new();
    loop {
        let separator = if path.contains('?') { '&' } else { '?' };
        let page = app.call("GET", &format!("{path}{separator}limit={limit}{cursor}")).send().await;
        assert_eq!(page.status, 200, "{}", page.body);
        let items = page.body["items"].as_array().unwrap();
        assert!(items.len() <= limit);
        ids.extend(items.iter().map(id_of));
        match page.body["nextCursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return ids,
        }
    }
}

#[tokio::test]
async fn pages_of_patients_lose_and_repeat_nobody() {
    let app = TestApp::patients(BACKEND).await;
    let mut all = Vec::new();
    for number in 0..7 {
        let mut patient = sample::patient();
        patient["active"] = json!(number % 2 == 0);
        all.push(id_of(&app.create("/api/patients", &patient).await));
    }
    for limit in [1, 2, 3, 7, 100] {
        assert_eq!(walk(&app, "/api/patients", limit).await, all, "{limit}");
    }
    let active: Vec<_> = all.iter().step_by(2).copied().collect();
    assert_eq!(walk(&app, "/api/patients?active=true", 3).await, active);
}

#[tokio::test]
async fn pages_of_a_search_lose_and_repeat_nobody() {
    let app = TestApp::patients(BACKEND).await;
    for family in ["Canaryb", "Canarya", "Canaryé", "Canaryb", "canaryc", "CANARYB"] {
        let mut patient = sample::patient();
        patient["name"]["family"] = json!(family);
        app.create("/api/patients", &patient).await;
    }
    let mut families = Vec::new();
    let mut search = json!({"family": "canary", "limit": 2});
    loop {
        let page = app.call("POST", "/api/patients/search").json(&search).send().await.body;
        families.extend(
            page["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|item| item["name"]["family"].to_string().to_lowercase()),
        );
        match page["nextCursor"].as_str() {
            Some(next) => search["cursor"] = json!(next),
            None => break,
        }
    }
    let families: Vec<_> = families.iter().map(|family| family.trim_matches('"')).collect();
    assert_eq!(families, ["canarya", "canaryb", "canaryb", "canaryb", "canaryc", "canaryé"]);
}

/// A cursor says where one list goes on, and no other: least of all where names would come into an address.
#[tokio::test]
async fn a_cursor_is_good_for_its_own_list_only() {
    let app = TestApp::patients(BACKEND).await;
    for family in ["Canarya", "Canarya", "Canaryb", "Canaryb"] {
        let mut patient = sample::patient();
        patient["name"]["family"] = json!(family);
        app.create("/api/patients", &patient).await;
    }
    let search = async |body: Value| app.call("POST", "/api/patients/search").json(&body).send().await;
    let found = search(json!({"family": "canarya", "limit": 1})).await.body;
    let of_search = found["nextCursor"].as_str().unwrap();
    let listed = app.call("GET", "/api/patients?limit=1").send().await.body;
    let of_list = listed["nextCursor"].as_str().unwrap();
    let misused = app.call("GET", &format!("/api/patients?cursor={of_search}")).send().await;
    assert_eq!((misused.status.as_u16(), misused.wrong()), (422, vec!["cursor".to_owned()]));
    for (criteria, cursor) in [("canaryb", of_search), ("canarya", of_list)] {
        let misused = search(json!({"family": criteria, "cursor": cursor})).await;
        assert_eq!(
            (misused.status.as_u16(), misused.wrong()),
            (422, vec!["/cursor".to_owned()]),
            "{criteria}"
        );
    }
    assert_eq!(search(json!({"family": "canarya", "cursor": of_search})).await.status, 200);
    assert_eq!(app.call("GET", &format!("/api/patients?cursor={of_list}")).send().await.status, 200);
}

/// When an appointment begins, its id, its patient, its practitioner, and all of it.
type Row = (String, Uuid, Uuid, &'static str, Value);

#[tokio::test]
async fn appointments_are_listed_by_their_beginnings_and_by_every_filter() {
    let both = Both::start(BACKEND).await;
    let (one, two) = (both.patient().await, both.patient().await);
    let mut all = Vec::new();
    // Three practitioners begin at the same moment: the id decides.
    for (patient, practitioner, hour) in
        [(one, "a", 3), (two, "b", 1), (one, "c", 1), (two, "a", 2), (one, "b", 5)]
    {
        let new = sample::appointment(patient, practitioner, hour);
        let made = both.appointments.create("/api/appointments", &new).await;
        all.push((made["start"].to_string(), id_of(&made), patient, practitioner, made));
    }
    all.sort_by(|one, other| (&one.0, one.1).cmp(&(&other.0, other.1)));
    let ids =
        |keep: &dyn Fn(&Row) -> bool| all.iter().filter(|row| keep(row)).map(|row| row.1).collect::<Vec<_>>();
    let app = &both.appointments;
    for limit in [1, 2, 100] {
        assert_eq!(walk(app, "/api/appointments", limit).await, ids(&|_| true));
        assert_eq!(
            walk(app, &format!("/api/appointments?patientId={one}"), limit).await,
            ids(&|row| row.2 == one)
        );
        assert_eq!(
            walk(app, &format!("/api/appointments/patient/{one}"), limit).await,
            ids(&|row| row.2 == one)
        );
        assert_eq!(walk(app, "/api/appointments?practitionerId=a", limit).await, ids(&|row| row.3 == "a"));
        assert_eq!(walk(app, "/api/appointments?status=booked", limit).await, ids(&|_| true));
        assert_eq!(walk(app, "/api/appointments?status=proposed", limit).await, ids(&|_| false));
    }
    // Half open: from is in, to is out.
    let (from, to) = (all[2].4["start"].as_str().unwrap(), all[4].4["start"].as_str().unwrap());
    let between = walk(app, &format!("/api/appointments?from={from}&to={to}"), 2).await;
    assert_eq!(between, ids(&|row| row.0 >= all[2].0 && row.0 < all[4].0));
}
