//! How `database-setup` comes by the secret of the server's master, up to where it would connect: nobody listens there.

use std::{fs, os::unix::fs::PermissionsExt as _, time::Instant};

use serde_json::{Value, json};
use service_tests::{
    aws::{ARN, Aws},
    process::command,
    rds::secret,
};

const URL: (&str, &str) = ("DATABASE_URL", "postgres://app@127.0.0.1:9/app");
const PASSWORD: &str = "that-nobody-sees";
/// Only who has the secret gets so far.
const READ: &str = "the master cannot connect to `postgres` at 127.0.0.1:9";

/// What it says, which must be no good, with these variables.
fn said(environment: &[(&str, &str)]) -> (Option<i32>, String) {
    let output = command("patient-service", &["database-setup"]).envs(environment.iter().copied()).output();
    let output = output.unwrap();
    let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(!text.contains("nobody-sees"), "a secret is shown: {text}");
    (output.status.code(), text)
}

fn asked(aws: &Aws, other: &[(&str, &str)]) -> String {
    let environment = [&aws.environment()[..], &[URL, ("DATABASE_MASTER_SECRET_ARN", ARN)], other].concat();
    let (code, text) = tokio::task::block_in_place(|| said(&environment));
    assert_eq!(code, Some(1), "{text}");
    text
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn secrets_manager_is_asked_and_its_refusals_are_said() {
    let aws = Aws::start("ASIAFIRST").await;
    aws.keep(&secret("master", PASSWORD));
    let text = asked(&aws, &[]);
    assert!(text.contains(READ), "{text}");
    for (status, body, expected) in [
        (200, json!({"SecretString": PASSWORD}), "is not a master's secret; it must be JSON"),
        (200, json!({"SecretBinary": PASSWORD}), "what it answered is no secret with a text"),
        (200, Value::String(PASSWORD.to_owned()), "what it answered is no secret with a text"),
        (
            400,
            json!({"__type": "AccessDeniedException", "Message": PASSWORD}),
            "the task's role may not (AccessDeniedException); it needs secretsmanager:GetSecretValue on it",
        ),
        (400, json!({"__type": "ResourceNotFoundException"}), "there is none with this ARN"),
        (400, json!({"__type": "DecryptionFailure"}), "it answered 400 (DecryptionFailure)"),
        (500, json!(PASSWORD), "it answered 500"),
    ] {
        aws.answer(status, body);
        let text = asked(&aws, &[]);
        assert!(text.contains(expected) && text.contains(ARN) && !text.contains(READ), "{text}");
    }
    let text = asked(&aws, &[("AWS_ENDPOINT_URL_SECRETS_MANAGER", "http://127.0.0.1:9")]);
    assert!(text.contains("at http://127.0.0.1:9: no connection"), "{text}");
    // What is signed names the host as it is called.
    let elsewhere = aws.environment()[3].1.replace("127.0.0.1", "localhost");
    aws.keep(&secret("master", PASSWORD));
    let text = asked(&aws, &[("AWS_ENDPOINT_URL_SECRETS_MANAGER", &elsewhere)]);
    assert!(text.contains(READ), "{text}");
    aws.give(None);
    let text = asked(&aws, &[]);
    assert!(text.contains("the task role's credentials cannot be had"), "{text}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn secrets_manager_is_not_waited_for_for_ever() {
    let aws = Aws::start("ASIAFIRST").await;
    let began = Instant::now();
    let text = asked(&aws, &[]);
    assert!(text.contains("no answer in time") && began.elapsed().as_secs() < 20, "{text}");
}

#[test]
fn a_file_that_others_can_read_is_no_secret() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("master.json");
    let path = file.to_str().unwrap();
    let environment = [URL, ("DATABASE_MASTER_SECRET_FILE", path)];
    let (code, text) = said(&environment);
    assert!(code == Some(1) && text.contains("cannot read the master's secret in `"), "{text}");
    for (content, mode, expected) in [
        (secret("master", PASSWORD), 0o640, "others can read the master's secret"),
        (secret("master", PASSWORD), 0o604, "its mode is 604; chmod 600 it"),
        (secret("master", PASSWORD), 0o600, READ),
        (secret("master", PASSWORD), 0o400, READ),
        (PASSWORD.to_owned(), 0o600, "is not a master's secret; it must be JSON"),
    ] {
        let _ = fs::remove_file(&file);
        fs::write(&file, content).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        let (code, text) = said(&environment);
        assert!(code == Some(1) && text.contains(expected), "{text}");
    }
    for (environment, expected) in [
        (&[URL][..], "DATABASE_MASTER_SECRET_ARN: is not set, nor is DATABASE_MASTER_SECRET_FILE"),
        (
            &[URL, ("DATABASE_MASTER_SECRET_FILE", path), ("DATABASE_MASTER_SECRET_ARN", ARN)],
            "DATABASE_MASTER_SECRET_FILE: is set, and so is DATABASE_MASTER_SECRET_ARN; take one away",
        ),
    ] {
        let (code, text) = said(environment);
        assert!(code == Some(78) && text.contains(expected), "{text}");
    }
}
