//! `database-setup` on a server that is like Amazon RDS: whatever it finds, it leaves the same.

use std::thread;

use service_tests::rds::{PASSWORD, Part, Rds, succeeded};
use sqlx::{AssertSqlSafe, Executor as _, Row as _};

/// As it was before there were owners.
const SELF_MIGRATED: &str = "a service that migrated by itself, and owns everything";

/// Every role, membership and right that has to do with a part, without the names that are its own.
pub(super) async fn state(rds: &Rds, part: &Part) -> Vec<String> {
    let mut superuser = rds.superuser(&part.name).await;
    let items = "CREATE FUNCTION pg_temp.items(acl aclitem[]) RETURNS text LANGUAGE sql AS $$ \
                 SELECT string_agg(item::text, ' ' ORDER BY item::text) FROM unnest(acl) item $$";
    superuser.execute(items).await.unwrap();
    let rows = superuser.fetch_all(include_str!("setup/state.sql"));
    let lines = rows.await.unwrap().into_iter().map(|row| row.get::<String, _>(0));
    let mut lines: Vec<_> = lines
        .map(|line| line.replace(&part.name, "app"))
        // Those of other parts, which tests make at the same moment.
        .filter(|line| !line.contains("_service_"))
        .collect();
    lines.sort();
    lines
}

/// Says something to the server, one statement after the other, in which `app` is the name of the part.
async fn arrange(rds: &Rds, part: &Part, database: &str, statements: &str) {
    let text = statements.replace("app", &part.name);
    let mut superuser = rds.superuser(database).await;
    for statement in text.split(';').map(str::trim) {
        let done = superuser.execute(AssertSqlSafe(statement.to_owned())).await;
        done.unwrap_or_else(|error| panic!("{statement}: {error}"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_setup_ends_in_the_same_place_wherever_it_began() {
    let rds = Rds::get().await;
    let clean = rds.part("patient-service");
    clean.set_up();
    clean.migrate();
    let expected = state(rds, &clean).await;
    for (what, given) in [
        ("role app ", "tffftff"),
        ("role app_owner ", "tffftff"),
        ("member app of rds_iam", ""),
        ("member app_owner of rds_iam", ""),
        ("database app of app_owner: ", "app=c/app_owner app_owner=CTc/app_owner rds_master=c/app_owner"),
        ("database postgres of rds_master: ", "rds_master=CTc/rds_master"),
        ("database template1 of rds_master: ", "rds_master=CTc/rds_master"),
        ("relation audit_event of app_owner: ", "app=ar/app_owner app_owner="),
        ("relation history of app_owner: ", "app=ar/app_owner app_owner="),
        ("relation patient of app_owner: ", "app=arwd/app_owner app_owner="),
        ("relation idempotency of app_owner: ", "app=arwd/app_owner app_owner="),
        ("relation _sqlx_migrations of app_owner: ", "app=r/app_owner app_owner="),
    ] {
        let line = format!("{what}{given}");
        assert!(expected.iter().any(|found| found.starts_with(&line)), "no `{line}` in {expected:#?}");
    }
    for (begun, before) in [
        ("a role that cannot log in", "CREATE ROLE app NOLOGIN"),
        ("both roles, and no database", "CREATE ROLE app LOGIN; CREATE ROLE app_owner LOGIN"),
        ("a database of the master's", "CREATE ROLE app_owner LOGIN; CREATE DATABASE app"),
        (
            "a database that was handed over, and nothing done in it",
            "CREATE ROLE app LOGIN; CREATE ROLE app_owner LOGIN; GRANT app_owner TO rds_master; \
             CREATE DATABASE app OWNER app_owner; REVOKE app_owner FROM rds_master",
        ),
        (
            "a master who is still a member",
            "CREATE ROLE app LOGIN; CREATE ROLE app_owner LOGIN; GRANT app, app_owner TO rds_master",
        ),
        (SELF_MIGRATED, "CREATE ROLE app LOGIN; GRANT app TO rds_master; CREATE DATABASE app OWNER app"),
    ] {
        let part = rds.part("patient-service");
        arrange(rds, &part, "postgres", &format!("SET SESSION AUTHORIZATION rds_master; {before}")).await;
        if begun == SELF_MIGRATED {
            succeeded(&part.run("migrate", &[("DATABASE_URL", &part.url())]));
        }
        part.set_up();
        part.migrate();
        assert_eq!(state(rds, &part).await, expected, "from {begun}");
    }
    // Again, on what is there, and on what somebody has given away since.
    clean.set_up();
    assert_eq!(state(rds, &clean).await, expected, "the second time");
    let given = "GRANT UPDATE, DELETE, TRUNCATE ON audit_event TO app; GRANT ALL ON SCHEMA public TO app; \
                 GRANT INSERT ON _sqlx_migrations TO app; REVOKE INSERT ON patient FROM app; \
                 GRANT ALL ON DATABASE app TO PUBLIC, app; \
                 ALTER DEFAULT PRIVILEGES FOR ROLE app_owner IN SCHEMA public REVOKE SELECT ON TABLES FROM app";
    arrange(rds, &clean, &clean.name, given).await;
    assert_ne!(state(rds, &clean).await, expected);
    clean.set_up();
    assert_eq!(state(rds, &clean).await, expected, "after something was given away");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn setups_at_the_same_moment_take_turns() {
    let rds = Rds::get().await;
    for _ in 0..3 {
        let [patients, appointments] = ["patient-service", "appointment-service"].map(|name| rds.part(name));
        thread::scope(|scope| {
            for part in [&patients, &appointments].repeat(4) {
                scope.spawn(move || part.set_up());
            }
        });
        for part in [&patients, &appointments] {
            let lines = state(rds, part).await;
            assert!(lines.contains(&"member app of rds_iam".to_owned()), "{lines:#?}");
        }
    }
}

/// A master that is a member of `rds_iam` through a role of ours could not log in with its password any more.
#[tokio::test]
async fn the_master_stays_a_member_of_nothing_that_logs_in_with_tokens() {
    let rds = Rds::get().await;
    let part = rds.part("patient-service");
    for _ in 0..2 {
        part.set_up();
        let mut superuser = rds.superuser("postgres").await;
        let text = format!("SELECT pg_has_role('rds_master', '{}_owner', 'USAGE')", part.name);
        let row = superuser.fetch_one(AssertSqlSafe(text)).await.unwrap();
        assert!(!row.get::<bool, _>(0));
    }
}

#[tokio::test]
async fn what_the_setup_cannot_take_away_is_refused_by_name() {
    let rds = Rds::get().await;
    let part = rds.part("patient-service");
    part.set_up();
    for (given, taken, expected) in [
        ("ALTER ROLE app BYPASSRLS", "ALTER ROLE app NOBYPASSRLS", "app passes by row security"),
        (
            "ALTER ROLE app_owner CREATEROLE",
            "ALTER ROLE app_owner NOCREATEROLE",
            "app_owner may create roles",
        ),
        (
            "GRANT pg_read_all_data TO app",
            "REVOKE pg_read_all_data FROM app",
            "app is a member of pg_read_all_data",
        ),
        ("GRANT app_owner TO app", "REVOKE app_owner FROM app", "app is a member of app_owner"),
        (
            "CREATE SCHEMA other; GRANT ALL ON SCHEMA other TO PUBLIC",
            "DROP SCHEMA other",
            "may create in the schema other",
        ),
    ] {
        arrange(rds, &part, &part.name, given).await;
        let output = part.set_up_with(PASSWORD);
        let said = String::from_utf8_lossy(&output.stderr).replace(&part.name, "app");
        assert_eq!(output.status.code(), Some(1), "{given}: {said}");
        assert!(said.contains(expected) && said.contains("hint: take it away"), "{given}: {said}");
        arrange(rds, &part, &part.name, taken).await;
        part.set_up();
    }
}

#[tokio::test]
async fn a_setup_that_cannot_begin_says_what_to_do() {
    let rds = Rds::get().await;
    let part = rds.part("patient-service");
    let wrong = part.set_up_with("wrong, and nobody's");
    assert_eq!(wrong.status.code(), Some(1));
    let said = String::from_utf8_lossy(&wrong.stderr);
    assert!(
        said.contains("the master cannot connect to `postgres` at 127.0.0.1:") && said.contains("28P01"),
        "{said}"
    );
    let gone = format!("postgres://{0}@127.0.0.1:9/{0}", part.name);
    let master = format!("postgres://rds_master@{}/{}", rds.address, part.name);
    for (url, code, expected) in [
        (gone.as_str(), 1, "the master cannot connect to `postgres` at 127.0.0.1:9"),
        ("sqlite://x.db", 78, "DATABASE_URL: names SQLite, which needs no setup"),
        ("postgres://app@127.0.0.1:9/postgres", 78, "DATABASE_URL: names the database `postgres`"),
        (&master, 1, "`rds_master` is the server's master; DATABASE_URL must name a role of its own"),
    ] {
        let output = part.set_up_as("rds_master", PASSWORD, &[("DATABASE_URL", url)]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{url}: {said}");
        assert!(said.contains(expected), "{url}: {said}");
    }
}
