//! The program of before the last change of the tables, which serves beside the new one while a deployment rolls.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Builds it from the parent of the commit that last changed a migration of the service. `None` where the service was
/// not there yet: its tables have never changed.
pub fn older(service: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap();
    let git = |arguments: &[&str]| {
        let output = Command::new("git").arg("-C").arg(&root).args(arguments).output().unwrap();
        output.status.success().then(|| String::from_utf8(output.stdout).unwrap().trim().to_owned())
    };
    assert_eq!(
        git(&["rev-parse", "--is-shallow-repository"]).as_deref(),
        Some("false"),
        "the history is needed to find the older program: clone all of it (`fetch-depth: 0`)"
    );
    let migrations = [format!("apps/{service}/migrations"), "apps/service-kit/migrations".to_owned()];
    let changed = git(&["log", "-1", "--format=%H", "--", &migrations[0], &migrations[1]])?;
    let parent = git(&["rev-parse", "--verify", "--quiet", &format!("{changed}^")])?;
    git(&["cat-file", "-e", &format!("{parent}:apps/{service}/src/main.rs")])?;

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
