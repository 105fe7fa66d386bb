//! What the roles of a service can do and cannot, on a server that is like Amazon RDS.

use service_kit::database::{Database, Migration, Target};
use service_tests::rds::{Part, Rds};
use sqlx::{AssertSqlSafe, Executor as _, Row as _};

async fn both() -> (Part, Part) {
    let rds = Rds::get().await;
    let [patients, appointments] = ["patient-service", "appointment-service"].map(|name| rds.part(name));
    for part in [&patients, &appointments] {
        part.set_up();
        part.migrate();
    }
    (patients, appointments)
}

#[tokio::test]
async fn whoever_serves_cannot_make_anything_nor_change_what_was_recorded() {
    let (patients, _) = both().await;
    for statement in [
        "CREATE TABLE mine (id BIGINT)",
        "CREATE TEMPORARY TABLE mine (id BIGINT)",
        "CREATE SCHEMA mine",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE EXTENSION btree_gist",
        "CREATE ROLE mine",
        "UPDATE audit_event SET actor = 'x'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event",
        "UPDATE history SET actor = 'x'",
        "DELETE FROM history",
        "TRUNCATE history",
        "ALTER TABLE audit_event DISABLE TRIGGER ALL",
        "DROP TRIGGER audit_event_is_append_only ON audit_event",
        "ALTER TABLE audit_event RENAME TO elsewhere",
        "DROP TABLE audit_event",
        "DROP FUNCTION refuse_change CASCADE",
        "TRUNCATE patient",
        "INSERT INTO _sqlx_migrations SELECT * FROM _sqlx_migrations",
        "DELETE FROM _sqlx_migrations",
        "SET session_replication_role = replica",
    ] {
        let said = Part::says(&patients.url(), statement).await;
        assert!(said.contains("42501"), "{statement}: {said}");
    }
    // Had it nothing at all, the above would prove nothing.
    for statement in [
        "SELECT FROM audit_event",
        "SELECT FROM history",
        "SELECT FROM patient",
        "INSERT INTO audit_event SELECT 'a', 1, 'a', 'a', 'a', 'a', 1, 'a', 'a', 'a', NULL",
        "UPDATE patient SET active = true",
        "DELETE FROM patient_key",
        "DELETE FROM idempotency",
    ] {
        let said = Part::says(&patients.url(), statement).await;
        assert!(said.ends_with("rows"), "{statement}: {said}");
    }
}

#[tokio::test]
async fn one_service_cannot_look_into_the_database_of_the_other_or_of_the_server() {
    let (patients, appointments) = both().await;
    for url in [patients.url(), patients.owner_url(), appointments.url(), appointments.owner_url()] {
        let (login, own) = url.rsplit_once('/').unwrap();
        assert_eq!(Part::says(&url, "SELECT").await, "1 rows", "its own");
        for other in [&patients.name, &appointments.name, "postgres", "template1"] {
            if other == own {
                continue;
            }
            let said = Part::says(&format!("{login}/{other}"), "SELECT").await;
            assert!(said.contains("42501"), "{own} in {other}: {said}");
        }
    }
    // Nor can it become anybody else.
    for role in ["SET ROLE rds_master", "SET ROLE tests"] {
        assert!(Part::says(&patients.url(), role).await.contains("42501"), "{role}");
    }
}

/// What later migrations make is usable at once, and what refuses changes is only added to.
#[tokio::test]
async fn new_tables_are_the_serving_roles_as_far_as_they_should() {
    const LATER: &[Migration] = &[Migration {
        version: 9_000_000,
        description: "a table, and a trail",
        sqlite: "",
        postgres: "CREATE TABLE later (id BIGINT GENERATED ALWAYS AS IDENTITY, code SERIAL, word TEXT); \
                   CREATE TABLE trail (id BIGINT); \
                   CREATE TRIGGER trail_is_append_only BEFORE UPDATE OR DELETE ON trail \
                   FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    }];
    let (patients, _) = both().await;
    // Somebody else who may read what is made later.
    let mut superuser = Rds::get().await.superuser(&patients.name).await;
    let reporting = format!("{}_reporting", patients.name);
    for statement in [
        format!("CREATE ROLE {reporting}"),
        format!(
            "ALTER DEFAULT PRIVILEGES FOR ROLE {}_owner IN SCHEMA public GRANT SELECT ON TABLES TO {reporting}",
            patients.name
        ),
    ] {
        superuser.execute(AssertSqlSafe(statement)).await.unwrap();
    }
    let owner = Database::open(&Target::parse(&patients.owner_url()).unwrap(), 1).await.unwrap();
    owner.migrate(LATER).await.unwrap();
    owner.close().await;
    for (statement, expected) in [
        ("INSERT INTO later (word) VALUES ('x')", "1 rows"),
        ("UPDATE later SET word = 'y'", "0 rows"),
        ("DELETE FROM later", "0 rows"),
        ("INSERT INTO trail VALUES (1)", "1 rows"),
        ("SELECT FROM trail", "0 rows"),
        ("UPDATE trail SET id = 2", "42501"),
        ("DELETE FROM trail", "42501"),
        ("TRUNCATE later", "42501"),
    ] {
        let said = Part::says(&patients.url(), statement).await;
        assert!(said.contains(expected), "{statement}: {said}");
    }
    let held = format!(
        "SELECT has_table_privilege('{reporting}', 'later', 'SELECT'), \
         has_table_privilege('{reporting}', 'later', 'INSERT, UPDATE, DELETE')"
    );
    let held = superuser.fetch_one(AssertSqlSafe(held)).await.unwrap();
    assert_eq!((held.get(0), held.get(1)), (true, false), "who reads does not write");
}

#[tokio::test]
async fn whoever_serves_does_not_migrate() {
    let rds = Rds::get().await;
    let part = rds.part("patient-service");
    part.set_up();
    let output = part.run("migrate", &[("DATABASE_URL", &part.url())]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("the role may not do that (code 42501)"), "{said}");
}
