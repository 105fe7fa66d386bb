//! The container that the model of the infrastructure describes, and the program that is to run in it.

use std::{
    fs,
    os::unix::{fs::PermissionsExt as _, process::CommandExt as _},
    path::{Path, PathBuf},
    process::{Child, Command},
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use service_tests::process::program;
use tempfile::TempDir;

use super::documents::root;

/// The one container of a task in production, as `generated/prod` has it.
fn container(task: &str) -> Value {
    let folder = root().join("generated/prod");
    for file in fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
        if !file.to_string_lossy().ends_with(".tf.json") {
            continue;
        }
        let document: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
        let definition =
            document.pointer(&format!("/resource/aws_ecs_task_definition/{task}/container_definitions"));
        if let Some(text) = definition.and_then(Value::as_str) {
            let containers: Value = serde_json::from_str(text).unwrap();
            assert_eq!(containers.as_array().unwrap().len(), 1);
            return containers[0].clone();
        }
    }
    panic!("generated/prod has no task definition {task}");
}

/// The program where whoever the container's user is may run it; gone with its folder.
fn as_in_the_image(service: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let app = folder.path().join("app");
    // By another process: a file that this one had open for writing could be busy in a test beside it.
    assert!(Command::new("cp").arg(program(service)).arg(&app).status().unwrap().success());
    fs::set_permissions(&app, fs::Permissions::from_mode(0o755)).unwrap();
    (folder, app)
}

/// A command as the container's user, with the container's environment and nothing else.
fn inside(program: &Path, container: &Value, arguments: &[&str]) -> Command {
    let (user, group) = container["user"].as_str().unwrap().split_once(':').unwrap();
    let root_user =
        fs::metadata("/proc/self").map(|own| std::os::unix::fs::MetadataExt::uid(&own)).unwrap() == 0;
    let mut command = if root_user {
        let mut command = Command::new(program);
        command.uid(user.parse().unwrap()).gid(group.parse().unwrap());
        command
    } else {
        // Whoever is not root becomes that user in a name space of their own.
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-user", user, "--map-group", group, "--"]).arg(program);
        command
    };
    command.args(arguments).env_clear().current_dir("/");
    // What ECS adds; here nobody gives credentials, and nobody is at the database: a service starts, and is healthy, without.
    command.env("AWS_REGION", "us-east-1").env("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:1/");
    for variable in container["environment"].as_array().unwrap() {
        command.env(variable["name"].as_str().unwrap(), known(variable["value"].as_str().unwrap()));
    }
    assert_eq!(container["secrets"], json!([]), "a secret that this test does not know how to fill in");
    command
}

/// A value with what Terraform puts in for its references.
fn known(value: &str) -> String {
    let Some((before, rest)) = value.split_once("${") else { return value.to_owned() };
    let (reference, after) = rest.split_once('}').unwrap();
    let known = if reference.contains("master_user_secret") {
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!cluster-1a2b3c4d-AbCdEf"
    } else {
        "database.example.com"
    };
    format!("{before}{known}{}", self::known(after))
}

struct Stop(Child);

impl Drop for Stop {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// One after the other, as both have the port that the model gives them.
#[test]
fn the_program_runs_as_the_model_says() {
    for service in ["patient-service", "appointment-service"] {
        let container = container(service);
        assert_eq!(container["readonlyRootFilesystem"], true);
        let (_folder, app) = as_in_the_image(service);
        let command = container["command"].as_array().cloned().unwrap_or_default();
        let command: Vec<_> = command.iter().skip(1).map(|word| word.as_str().unwrap()).collect();
        let mut running = Stop(inside(&app, &container, &command).spawn().unwrap());

        // `["CMD", "/app", "healthcheck"]`, until it says yes, within the time that ECS gives it.
        let check = container["healthCheck"]["command"].as_array().unwrap();
        assert_eq!((&check[0], &check[1]), (&"CMD".into(), &"/app".into()));
        let check: Vec<_> = check[2..].iter().map(|word| word.as_str().unwrap()).collect();
        let patience = Duration::from_secs(container["healthCheck"]["startPeriod"].as_u64().unwrap());
        let began = Instant::now();
        while !inside(&app, &container, &check).status().unwrap().success() {
            assert!(running.0.try_wait().unwrap().is_none(), "{service} ended; is its port free?");
            assert!(began.elapsed() < patience, "{service} is not healthy");
            thread::sleep(Duration::from_millis(100));
        }

        let port = container["portMappings"][0]["containerPort"].as_u64().unwrap();
        let health = Command::new("curl")
            .args(["-skf", &format!("https://127.0.0.1:{port}/health")])
            .output()
            .unwrap();
        assert_eq!(String::from_utf8_lossy(&health.stdout), "{\"status\":\"ok\"}");

        // And it stops in the time that ECS gives it.
        let stop = Duration::from_secs(container["stopTimeout"].as_u64().unwrap());
        let began = Instant::now();
        Command::new("kill").args(["-TERM", &running.0.id().to_string()]).status().unwrap();
        assert!(running.0.wait().unwrap().success());
        assert!(began.elapsed() < stop);
    }
}

/// They are told all that they need, and come as far as to ask for credentials that nobody gives here.
#[test]
fn the_tasks_of_its_database_run_as_the_model_says() {
    for service in ["patient-service", "appointment-service"] {
        let (_folder, app) = as_in_the_image(service);
        for task in ["setup", "migrate"] {
            let container = container(&format!("{service}_{task}"));
            let command = container["command"].as_array().unwrap();
            let command: Vec<_> = command.iter().map(|word| word.as_str().unwrap()).collect();
            let ended = inside(&app, &container, &command).output().unwrap();
            let said = String::from_utf8_lossy(&ended.stderr);
            assert_eq!(ended.status.code(), Some(1), "{service} {task}: {said}");
            assert!(said.contains("credentials"), "{service} {task}: {said}");
        }
    }
}
