use std::{fs, path::Path};

use service_tests::process::command;

/// The workspace's own folder.
pub(super) fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

#[test]
fn the_committed_openapi_documents_are_the_programs_own() {
    for name in ["patient-service", "appointment-service"] {
        let output = command(name, &["openapi"]).output().unwrap();
        let file = format!("apps/{name}/openapi.json");
        let committed = fs::read_to_string(root().join(&file)).unwrap();
        assert!(
            committed.trim() == String::from_utf8(output.stdout).unwrap().trim(),
            "{file} differs from the code; run: cargo run -q -p {name} -- openapi > {file}",
        );
    }
}

#[test]
fn help_names_every_command_and_every_variable() {
    let output = command("appointment-service", &["--help"]).output().unwrap();
    for asked in
        [&["help"][..], &["-h"], &["token", "--help"], &["seed", "--help"], &["token", "--scope", "-h"]]
    {
        assert_eq!(
            command("appointment-service", asked).output().unwrap().stdout,
            output.stdout,
            "{asked:?}"
        );
    }
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success());
    for word in [
        "serve",
        "healthcheck",
        "migrate",
        "seed",
        "token",
        "openapi",
        "--scope",
        "LISTEN_ADDR",
        "DATABASE_URL",
        "OIDC_ISSUER",
        "PATIENT_SERVICE_URL",
        "SHUTDOWN_DELAY_SECONDS",
    ] {
        assert!(text.contains(word), "{word}");
    }
}
