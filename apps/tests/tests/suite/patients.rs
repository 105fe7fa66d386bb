use serde_json::json;
use service_tests::{
    app::{ALL, TestApp, id_of},
    sample,
};

use crate::BACKEND;

#[tokio::test]
async fn a_created_patient_can_be_read() {
    let app = TestApp::patients(BACKEND).await;
    let new = sample::patient();
    let created = app.call("POST", "/api/patients").json(&new).send().await;
    assert_eq!(created.status, 201);
    assert_eq!(created.header("etag"), "\"1\"");
    let location = created.header("location").to_owned();
    assert_eq!(location, format!("/api/patients/{}", id_of(&created.body)));
    let read = app.call("GET", &location).send().await;
    assert_eq!((read.status.as_u16(), read.header("etag")), (200, "\"1\""));
    assert_eq!(read.body, created.body);
    for member in ["identifiers", "name", "birthDate", "gender", "telecom", "address"] {
        assert_eq!(read.body[member], new[member], "{member}");
    }
    assert_eq!(read.body["active"], true);
}

#[tokio::test]
async fn a_client_that_has_the_version_is_told_so() {
    let app = TestApp::patients(BACKEND).await;
    let id = id_of(&app.create("/api/patients", &sample::patient()).await);
    for (tags, status) in
        [("\"1\"", 304), ("W/\"1\"", 304), ("\"7\", \"1\"", 304), ("*", 304), ("\"2\"", 200), ("\"x\"", 200)]
    {
        let path = format!("/api/patients/{id}");
        let read = app.call("GET", &path).header("if-none-match", tags).send().await;
        assert_eq!(read.status, status, "{tags}");
        assert_eq!(read.header("etag"), "\"1\"");
    }
}

#[tokio::test]
async fn nobodys_change_is_lost() {
    let app = TestApp::patients(BACKEND).await;
    let id = id_of(&app.create("/api/patients", &sample::patient()).await);
    let path = format!("/api/patients/{id}");
    let mut changed = sample::patient();
    changed["gender"] = json!("other");
    assert_eq!(app.call("PUT", &path).json(&changed).send().await.status, 428);
    let stored = app.call("PUT", &path).header("if-match", "\"1\"").json(&changed).send().await;
    assert_eq!((stored.status.as_u16(), stored.header("etag")), (200, "\"2\""));
    assert_eq!(stored.body["gender"], "other");
    let stale = app.call("PUT", &path).header("if-match", "\"1\"").json(&changed).send().await;
    assert_eq!((stale.status.as_u16(), stale.header("etag")), (412, "\"2\""));
    // The tag of something else is no mistake in the header; it only is not the tag of this.
    for tags in ["\"x\"", "W/\"x\"", "\"\"", "\"02\"", "\"99999999999999999999\""] {
        let other = app.call("PUT", &path).header("if-match", tags).json(&changed).send().await;
        assert_eq!((other.status.as_u16(), other.header("etag")), (412, "\"2\""), "{tags}");
        let delete = app.call("DELETE", &path).header("if-match", tags).send().await;
        assert_eq!(delete.status, 412, "{tags}");
    }
    for tags in ["*", "W/\"3\"", "\"x\", \"4\""] {
        assert_eq!(
            app.call("PUT", &path).header("if-match", tags).json(&changed).send().await.status,
            200,
            "{tags}"
        );
    }
}

#[tokio::test]
async fn one_of_many_simultaneous_changes_wins() {
    let app = TestApp::patients(BACKEND).await;
    let id = id_of(&app.create("/api/patients", &sample::patient()).await);
    let path = format!("/api/patients/{id}");
    let attempts = (0..12).map(|_| {
        let call = app.call("PUT", &path).header("if-match", "\"1\"").json(&sample::patient());
        async move { call.send().await.status.as_u16() }
    });
    let mut statuses = join_all(attempts).await;
    statuses.sort_unstable();
    assert_eq!(statuses, [vec![200], vec![412; 11]].concat());
}

async fn join_all<T>(futures: impl Iterator<Item = impl Future<Output = T>>) -> Vec<T> {
    let mut futures: Vec<_> = futures.map(Box::pin).collect();
    let mut done: Vec<Option<T>> = futures.iter().map(|_| None).collect();
    std::future::poll_fn(|context| {
        for (future, done) in futures.iter_mut().zip(&mut done).filter(|(_, done)| done.is_none()) {
            if let std::task::Poll::Ready(value) = future.as_mut().poll(context) {
                *done = Some(value);
            }
        }
        if done.iter().all(Option::is_some) { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    done.into_iter().flatten().collect()
}

#[tokio::test]
async fn a_deleted_patient_is_gone_but_not_forgotten() {
    let app = TestApp::patients(BACKEND).await;
    let new = sample::patient();
    let id = id_of(&app.create("/api/patients", &new).await);
    let path = format!("/api/patients/{id}");
    assert_eq!(app.call("DELETE", &path).send().await.status, 428);
    assert_eq!(app.call("DELETE", &path).header("if-match", "\"9\"").send().await.status, 412);
    let delete =
        app.call("DELETE", &format!("{path}?reason=duplicate")).header("if-match", "\"1\"").send().await;
    assert_eq!(delete.status, 204);
    for method in ["GET", "DELETE"] {
        assert_eq!(app.call(method, &path).header("if-match", "*").send().await.status, 410, "{method}");
    }
    assert_eq!(app.call("PUT", &path).header("if-match", "*").json(&new).send().await.status, 410);
    assert_eq!(app.call("GET", "/api/patients").send().await.body["items"], json!([]));
    let search = json!({"identifier": new["identifiers"][0]});
    assert_eq!(app.call("POST", "/api/patients/search").json(&search).send().await.body["items"], json!([]));
    // What it was known by is free again.
    app.create("/api/patients", &new).await;
    let history = app.call("GET", &format!("{path}/history")).send().await.body;
    let actions: Vec<_> =
        history["items"].as_array().unwrap().iter().map(|version| &version["action"]).collect();
    assert_eq!(actions, ["create", "delete"]);
    assert_eq!(history["items"][1]["reason"], "duplicate");
}

#[tokio::test]
async fn an_identifier_is_one_patients_only() {
    let app = TestApp::patients(BACKEND).await;
    let first = sample::patient();
    app.create("/api/patients", &first).await;
    let mut second = sample::patient();
    second["identifiers"].as_array_mut().unwrap().push(first["identifiers"][0].clone());
    let refused = app.call("POST", "/api/patients").json(&second).send().await;
    assert_eq!((refused.status.as_u16(), refused.problem()), (409, "identifier-in-use"));
    assert_eq!(refused.wrong(), ["/identifiers/1"]);
    second["identifiers"].as_array_mut().unwrap().pop();
    let second = id_of(&app.create("/api/patients", &second).await);
    let put = app.call("PUT", &format!("/api/patients/{second}")).header("if-match", "*").json(&first);
    assert_eq!(put.send().await.status, 409);
    let unchanged = app.call("GET", &format!("/api/patients/{second}")).send().await;
    assert_eq!(unchanged.body["version"], 1);
}

#[tokio::test]
async fn patients_are_found_by_what_is_known_of_them() {
    let app = TestApp::patients(BACKEND).await;
    let new = sample::patient();
    let id = id_of(&app.create("/api/patients", &new).await);
    let mut other = sample::patient();
    other["name"] = json!({"family": "Canarysson", "given": ["Canarylars"]});
    other["birthDate"] = json!("1990-01-01");
    other["telecom"] = json!([]);
    app.create("/api/patients", &other).await;
    let found = async |criteria: &serde_json::Value| {
        let answer = app.call("POST", "/api/patients/search").json(criteria).send().await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.body["items"].as_array().unwrap().iter().map(id_of).collect::<Vec<_>>()
    };
    for criteria in [
        json!({"family": "canarymuller"}),
        json!({"family": "CANARYMÜ"}),
        json!({"family": "canarymüller", "given": "canarya"}),
        json!({"birthDate": "1984-02-29"}),
        json!({"phone": "+15550100199"}),
        json!({"email": "ada.canary@EXAMPLE.org"}),
        json!({"identifier": new["identifiers"][0]}),
        json!({"family": "canarym", "birthDate": "1984-02-29", "email": "ada.canary@example.org"}),
    ] {
        assert_eq!(found(&criteria).await, [id], "{criteria}");
    }
    for criteria in [
        json!({"family": "nobody"}),
        json!({"family": "canarymuller", "given": "lars"}),
        json!({"family": "canarymuller", "birthDate": "1990-01-01"}),
        json!({"family": "%"}),
        json!({"phone": "5550100199"}),
    ] {
        assert!(found(&criteria).await.is_empty(), "{criteria}");
    }
    assert_eq!(found(&json!({"family": "canary"})).await.len(), 2);
    let empty = app.call("POST", "/api/patients/search").json(&json!({})).send().await;
    assert_eq!(empty.status, 422);
    let given = app.call("POST", "/api/patients/search").json(&json!({"given": "canary"})).send().await;
    assert_eq!(given.wrong(), ["/given"]);
}

#[tokio::test]
async fn a_patients_own_token_opens_that_record_only() {
    let app = TestApp::patients(BACKEND).await;
    let own = id_of(&app.create("/api/patients", &sample::patient()).await);
    let other = id_of(&app.create("/api/patients", &sample::patient()).await);
    let mut claims = app.issuer.claims(ALL);
    claims["patient_id"] = json!(own);
    let token = service_tests::issuer::sign(&service_tests::issuer::header(), &claims);
    let status =
        async |method: &str, path: &str| app.call(method, path).token(&token).send().await.status.as_u16();
    assert_eq!(status("GET", &format!("/api/patients/{own}")).await, 200);
    assert_eq!(status("GET", &format!("/api/patients/{other}")).await, 404);
    assert_eq!(status("GET", &format!("/api/patients/{other}/reference")).await, 404);
    assert_eq!(status("GET", "/api/patients").await, 403);
    assert_eq!(status("GET", &format!("/api/patients/{own}/history")).await, 403);
}
