use std::{
    fs,
    os::unix::fs::{MetadataExt as _, PermissionsExt as _},
    process::Command,
    thread,
};

use service_tests::process::{Running, command, program};

use super::documents::root;

/// A service on a free port of loopback, with everything it writes in this folder.
pub(super) fn local(name: &str, folder: &std::path::Path) -> Command {
    let mut command = command(name, &[]);
    command.env("LISTEN_ADDR", "127.0.0.1:0").env("LOG_LEVEL", "trace").current_dir(folder);
    command
}

pub(super) fn token(name: &str, folder: &std::path::Path, arguments: &[&str]) -> String {
    let output = command(name, &[&["token"], arguments].concat()).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// Asks with curl, as a person would, and returns the status.
pub(super) fn status(url: &str, token: &str) -> String {
    let output = Command::new("curl")
        .args([
            "-sk",
            "-o",
            "/dev/null",
            "-w",
            "%{http_code}",
            "-H",
            &format!("Authorization: Bearer {token}"),
            url,
        ])
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn one_development_key_is_made_once_however_many_start_at_the_same_moment() {
    program("patient-service");
    program("appointment-service");
    for _ in 0..5 {
        let folder = tempfile::tempdir().unwrap();
        let starts: Vec<_> = (0..12)
            .map(|number| {
                let folder = folder.path().to_owned();
                let name = ["patient-service", "appointment-service"][number % 2];
                let binary = program(name);
                thread::spawn(move || {
                    let output =
                        Command::new(binary).arg("token").env_clear().current_dir(folder).output().unwrap();
                    assert!(output.status.success());
                    output.stdout
                })
            })
            .collect();
        for start in starts {
            assert!(!start.join().unwrap().is_empty());
        }
        let made: Vec<_> =
            fs::read_dir(folder.path().join("target/dev")).unwrap().map(|file| file.unwrap()).collect();
        assert_eq!(made.len(), 1, "one key and nothing beside it: {made:?}");
        let metadata = made[0].metadata().unwrap();
        assert_eq!((metadata.permissions().mode() & 0o777, metadata.nlink()), (0o600, 1));
        // A key that others can read is nobody's proof.
        fs::set_permissions(made[0].path(), fs::Permissions::from_mode(0o644)).unwrap();
        let output = command("patient-service", &["token"]).current_dir(folder.path()).output().unwrap();
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && text.contains("others can read the development key"), "{text}");
    }
}

/// Several first starts at the same moment share the database too, whichever of them makes its tables.
#[test]
fn first_starts_at_the_same_moment_take_turns_at_the_database() {
    program("patient-service");
    for _ in 0..6 {
        let folder = tempfile::tempdir().unwrap();
        let mut first: Vec<_> = ["migrate", "seed", "migrate", "migrate", "migrate", "migrate"]
            .map(|word| command("patient-service", &[word]).current_dir(folder.path()).spawn().unwrap())
            .into();
        for start in &mut first {
            assert!(start.wait().unwrap().success());
        }
    }
}

#[test]
fn a_token_of_one_program_is_good_at_both_for_what_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let patients = Running::start(local("patient-service", folder.path()));
    let appointments = Running::start(local("appointment-service", folder.path()));
    let one = token(
        "patient-service",
        folder.path(),
        &["--scope", "patients:read", "--scope", "appointments:audit"],
    );
    let all = token("appointment-service", folder.path(), &[]);
    for (url, of_one) in [
        (format!("{}/api/patients", patients.url), "200"),
        (format!("{}/api/appointments", appointments.url), "403"),
        (format!("{}/api/appointments/{}/history", appointments.url, uuid::Uuid::nil()), "404"),
    ] {
        assert_eq!(status(&url, &one), of_one, "{url}");
        assert_ne!(status(&url, &all), "403", "{url}");
        assert_eq!(status(&url, "x"), "401", "{url}");
    }
}

#[test]
fn seeds_fill_empty_databases_that_fit_each_other_and_no_others() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["patient-service", "appointment-service"] {
        let seed = || command(name, &["seed"]).current_dir(folder.path()).output().unwrap();
        let first = seed();
        assert!(first.status.success(), "{}", String::from_utf8_lossy(&first.stderr));
        let second = seed();
        assert_eq!(second.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&second.stderr).contains("seed is for an empty one"));
    }
    let patients = Running::start(local("patient-service", folder.path()));
    let mut start = local("appointment-service", folder.path());
    start.env("PATIENT_SERVICE_URL", &patients.url);
    let appointments = Running::start(start);
    let token = token("appointment-service", folder.path(), &[]);
    let get = |url: String| {
        let output =
            Command::new("curl").args(["-s", "-H", &format!("Authorization: Bearer {token}"), &url]).output();
        serde_json::from_slice::<serde_json::Value>(&output.unwrap().stdout).unwrap()
    };
    let week = get(format!("{}/api/appointments?limit=100", appointments.url));
    let week = week["items"].as_array().unwrap();
    assert_eq!(week.len(), 100);
    for appointment in week.iter().step_by(17) {
        let patient = appointment["patientId"].as_str().unwrap();
        let found = get(format!("{}/api/patients/{patient}", patients.url));
        assert!(found["name"]["family"].is_string(), "{found}");
    }
}

/// The lines of the READMEs, exactly as they stand there. Only where the services listen is another place, which
/// curl is told by its own configuration; and `cargo run` finds the programs built already.
#[test]
fn the_readmes_lines_create_a_patient_and_book_an_appointment() {
    let folder = tempfile::tempdir().unwrap();
    let patients = Running::start(local("patient-service", folder.path()));
    let mut start = local("appointment-service", folder.path());
    start.env("PATIENT_SERVICE_URL", &patients.url);
    let appointments = Running::start(start);
    let connect = |from: u16, to: u16| format!("connect-to = \"127.0.0.1:{from}:127.0.0.1:{to}\"\n");
    let curl = connect(3000, patients.port()) + &connect(3001, appointments.port());
    fs::write(folder.path().join(".curlrc"), curl).unwrap();
    let programs = program("patient-service").parent().unwrap().display().to_string();
    let cargo = format!(
        "#!/bin/sh\n[ \"$1 $2 $3\" = \"run -q -p\" ] && [ \"$5\" = -- ] || exit 9\nname=$4; shift 5\nexec {programs}/$name \"$@\"\n"
    );
    let bin = folder.path().join("bin");
    fs::create_dir(&bin).unwrap();
    fs::write(bin.join("cargo"), cargo).unwrap();
    fs::set_permissions(bin.join("cargo"), fs::Permissions::from_mode(0o755)).unwrap();
    let mut lines = "set -eu\n".to_owned();
    for name in ["patient-service", "appointment-service"] {
        let readme = fs::read_to_string(root().join(format!("apps/{name}/README.md"))).unwrap();
        let mut blocks = readme.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap());
        lines += blocks.find(|block| block.contains("curl")).expect("a block with curl");
    }
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let output = Command::new("bash")
        .args(["-c", &lines])
        .env_clear()
        .envs([("PATH", path.as_str()), ("HOME", folder.path().to_str().unwrap())])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let (said, complained) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{lines}\n{said}\n{complained}");
    assert!(
        said.contains("\"status\":\"booked\"") && said.contains("\"family\":\"Okafor\""),
        "{said}\n{complained}"
    );
}

#[test]
fn what_is_kept_on_a_persons_machine_is_that_persons_only() {
    let folder = tempfile::tempdir().unwrap();
    drop(Running::start(local("patient-service", folder.path())));
    let mode = |path: &str| fs::metadata(folder.path().join(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("target/dev"), 0o700);
    // A database in the folder that one is in.
    let mut here = local("patient-service", folder.path());
    here.env("DATABASE_URL", "sqlite://here.db");
    drop(Running::start(here));
    assert_eq!(mode("here.db"), 0o600);
}
