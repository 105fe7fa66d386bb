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
    let before = Command::new(root.join("apps/tests/before.sh")).arg(service).output().unwrap();
    assert!(before.status.success(), "{}", String::from_utf8_lossy(&before.stderr));
    let parent = String::from_utf8(before.stdout).unwrap().trim().to_owned();
    let is_there = Command::new("git")
        .args(["cat-file", "-e", &format!("{parent}:apps/{service}/src/main.rs")])
        .current_dir(&root)
        .output()
        .unwrap();
    if !is_there.status.success() {
        return None;
    }

    let folder = root.join("target/older");
    let source = folder.join(&parent);
    if !source.join("Cargo.lock").is_file() {
        fs::create_dir_all(&source).unwrap();
        let unpack = format!("git archive {parent} | tar -x -C '{}'", source.display());
        let unpacked = Command::new("sh").args(["-c", &unpack]).current_dir(&root).status().unwrap();
        assert!(unpacked.success(), "cannot unpack {parent}");
    }
    // Beside what the tests were compiled from, with their settings: most of the dependencies are the same, and are not
    // compiled again. The program itself goes elsewhere, or it would replace the newer one.
    let built = Command::new("nice")
        .args(["-n", "10", env!("CARGO")])
        .args(["build", "--quiet", "--locked", "--package", service, "--target-dir"])
        .arg(folder.join("build"))
        .env("CARGO_BUILD_BUILD_DIR", root.join("target"))
        .env("CARGO_PROFILE_DEV_DEBUG", "false")
        .current_dir(&source)
        .status()
        .unwrap();
    assert!(built.success(), "cannot build {service} of {parent}");
    let program = folder.join(format!("{service}-{parent}"));
    fs::copy(folder.join("build/debug").join(service), &program).unwrap();
    Some(program)
}
