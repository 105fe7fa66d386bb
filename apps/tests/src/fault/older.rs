//! The program of before the last change of the tables, which serves beside the new one while a deployment rolls.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Builds it from the commit that `before.sh` names. `None` where the service was not there yet: its tables have never
/// changed.
pub fn older(service: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap();
    let before = |arguments: &[&str]| {
        let output = Command::new(root.join("apps/tests/before.sh")).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    let commit = before(&["commit", service]);
    if commit.is_empty() {
        return None;
    }
    let sources = PathBuf::from(before(&["sources", &commit]));
    if !sources.join("apps").join(service).join("src/main.rs").is_file() {
        return None;
    }

    // Beside what the tests were compiled from, with their settings: most of the dependencies are the same, and are not
    // compiled again. The program itself goes elsewhere, or it would replace the newer one.
    let target = root.join("target/before/build");
    let built = Command::new("nice")
        .args(["-n", "10", env!("CARGO")])
        .args(["build", "--quiet", "--locked", "--package", service, "--target-dir"])
        .arg(&target)
        .env("CARGO_BUILD_BUILD_DIR", root.join("target"))
        .env("CARGO_PROFILE_DEV_DEBUG", "false")
        .current_dir(&sources)
        .status()
        .unwrap();
    assert!(built.success(), "cannot build {service} of {commit}");
    let program = root.join("target/before").join(format!("{service}-{commit}"));
    fs::copy(target.join("debug").join(service), &program).unwrap();
    Some(program)
}
