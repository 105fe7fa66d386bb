//! What was backed up is what is restored, and it is as well protected as before.

use std::{
    path::Path,
    process::{Command, Output},
};

use serde_json::Value;
use service_tests::{
    fault::Service,
    process::command_of,
    rds::{Part, Rds, succeeded},
    sample,
};
use sqlx::{AssertSqlSafe, Executor as _, Row as _};
use uuid::Uuid;

use super::setup::state;

/// The password is in the environment, as the script takes none that is in an argument of its programs.
fn backup(word: &str, file: &Path, url: &str) -> Output {
    let (role, place) = url.split_once(":owned@").unwrap();
    script(word, file, &format!("{role}@{place}"))
}

fn script(word: &str, file: &Path, url: &str) -> Output {
    Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../database/backup.sh"))
        .arg(word)
        .arg(file)
        .env("DATABASE_URL", url)
        .env("PGPASSWORD", "owned")
        .output()
        .unwrap()
}

/// Every row of every table, as one digest a table.
async fn content(rds: &Rds, part: &Part) -> Vec<(String, i64, String)> {
    let mut superuser = rds.superuser(&part.name).await;
    let tables =
        "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
                  ORDER BY 1";
    let tables: Vec<String> =
        superuser.fetch_all(tables).await.unwrap().iter().map(|row| row.get(0)).collect();
    let mut content = Vec::new();
    for table in tables {
        let digest =
            format!("SELECT count(*), md5(string_agg(t::text, E'\\n' ORDER BY t::text)) FROM {table} t");
        let row = superuser.fetch_one(AssertSqlSafe(digest)).await.unwrap();
        content.push((table, row.get(0), row.get::<Option<String>, _>(1).unwrap_or_default()));
    }
    content
}

async fn start(part: &Part) -> Service {
    let (name, url) = (part.service, part.url());
    let start = move || Service::start(name, &url, &[("MIGRATE_AT_START", "off")]);
    tokio::task::spawn_blocking(start).await.unwrap()
}

/// A few records, one of them changed and one deleted, with their history.
async fn fill(service: &Service, collection: &str, record: impl Fn(i64) -> Value) -> String {
    let ask = service.ask();
    let mut paths = Vec::new();
    for number in 0..5 {
        let (key, record) = (number.to_string(), record(number));
        let made = ask.call("POST", collection, &[("idempotency-key", &key)], &record).await.unwrap();
        assert_eq!(made.status, 201, "{}", made.body);
        paths.push(format!("{collection}/{}", made.body["id"].as_str().unwrap()));
    }
    let changed = ask.call("PUT", &paths[0], &[("if-match", "\"1\"")], &record(9)).await.unwrap();
    let deleted = ask.call("DELETE", &paths[1], &[("if-match", "\"1\"")], &Value::Null).await.unwrap();
    assert_eq!((changed.status, deleted.status), (200, 204));
    paths.remove(0)
}

#[test]
fn a_password_is_in_no_argument() {
    for url in ["postgres://owner:hunter2@127.0.0.1:1/x", "postgres://owner@127.0.0.1/x?password=hunter2"] {
        let output = script("dump", Path::new("nowhere"), url);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("put it into PGPASSWORD") && !said.contains("hunter2"), "{said}");
    }
}

/// As the README says it: a token in the place of a password, and a server that is verified.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_is_enough_for_a_server_that_is_verified() {
    let rds = Rds::get().await;
    let part = rds.part("patient-service");
    part.set_up();
    part.migrate();
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("root.pem");
    std::fs::write(&root, &rds.root).unwrap();
    let owner = format!("{}_owner", part.name);
    let token = format!("{}/?Action=connect&DBUser={owner}&X-Amz-Credential=ASIABACKUP%2Fx", rds.address);
    let dump = |address: &str, mode: &str, roots: &[(&str, &str)]| {
        let file = folder.path().join(Uuid::new_v4().to_string());
        let url = format!("postgres://{owner}@{address}/{}?sslmode={mode}", part.name);
        let mut script =
            command_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../database/backup.sh"), &["dump"]);
        script.arg(&file).env("PATH", std::env::var_os("PATH").unwrap()).env("HOME", folder.path());
        script.env("DATABASE_URL", url).env("PGPASSWORD", &token).envs(roots.iter().copied());
        let output = script.output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, said) = dump(&rds.address, "verify-full", &[("PGSSLROOTCERT", root.to_str().unwrap())]);
    assert_eq!(code, Some(0), "{said}");
    assert!(rds.judge.attempts(&owner).iter().any(|attempt| attempt.token == token));

    // Named as on Amazon RDS, it is verified by the roots of Amazon RDS, which are no roots of the test's.
    let before = rds.judge.attempts(&owner).len();
    let address = rds.address.replace("127.0.0.1", "db.cluster-abc.us-east-1.rds.amazonaws.com");
    let here = [("PGHOSTADDR", "127.0.0.1")];
    let (code, said) = dump(&address, "verify-full", &here);
    assert!(code == Some(1) && said.contains("certificate verify failed"), "{said}");
    let (code, said) = dump(&address, "require", &here);
    assert!(code == Some(2) && said.contains("add sslmode=verify-full"), "{said}");
    assert_eq!(rds.judge.attempts(&owner).len(), before, "and nobody else has had the token");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_dumped_is_what_is_restored() {
    let rds = Rds::get().await;
    let folder = tempfile::tempdir().unwrap();
    let practitioner = Uuid::now_v7().to_string();
    let appointment = |number| sample::appointment(Uuid::nil(), &practitioner, number);
    for (name, collection) in
        [("patient-service", "/api/patients"), ("appointment-service", "/api/appointments")]
    {
        let [before, after] = [rds.part(name), rds.part(name)];
        before.set_up();
        before.migrate();
        let service = start(&before).await;
        let path = if name == "patient-service" {
            fill(&service, collection, |_| sample::patient()).await
        } else {
            fill(&service, collection, appointment).await
        };
        let file = folder.path().join(name);
        succeeded(&backup("dump", &file, &before.owner_url()));

        after.set_up();
        let cut = folder.path().join("cut");
        let whole = std::fs::read(&file).unwrap();
        std::fs::write(&cut, &whole[..whole.len() / 2]).unwrap();
        assert!(!backup("restore", &cut, &after.owner_url()).status.success(), "half a file is none");
        succeeded(&backup("restore", &file, &after.owner_url()));
        let refused = Part::says(&after.url(), "UPDATE idempotency SET actor = 'x'").await;
        assert!(refused.contains("42501"), "before the rights are given nobody changes anything: {refused}");
        after.migrate();

        let (was, is) = (content(rds, &before).await, content(rds, &after).await);
        assert!(was.iter().all(|(_, rows, _)| *rows > 0), "{was:?}");
        assert_eq!(was, is);
        assert_eq!(state(rds, &before).await, state(rds, &after).await);
        let restored = start(&after).await;
        for tail in ["", "/history", "/audit"] {
            let path = format!("{path}{tail}");
            let (was, is) =
                (service.ask().get(&path).await.unwrap(), restored.ask().get(&path).await.unwrap());
            assert_eq!((is.status, &is.body), (200, &was.body), "{path}");
        }
        // Its triggers and constraints are there too, for the owner as well.
        let said = Part::says(&after.owner_url(), "DELETE FROM audit_event").await;
        assert!(said.contains("the schema refused it"), "{said}");
        if name == "appointment-service" {
            let taken = restored.ask().post(collection, &appointment(3)).await.unwrap();
            assert_eq!(taken.status, 409, "{}", taken.body);
        }
        let again = backup("restore", &file, &after.owner_url());
        let said = String::from_utf8_lossy(&again.stderr).into_owned();
        assert!(
            !again.status.success() && said.contains("restore into a database that was just set up"),
            "{said}"
        );
        let over = backup("dump", &file, &before.owner_url());
        assert!(!over.status.success() && String::from_utf8_lossy(&over.stderr).contains("name another"));
    }
}
