//! Files on disk that cannot be read, and names that are not there.

use std::fs;
use std::path::Path;

use environment::Workspace;
use insta::assert_snapshot;

use crate::support::GOOD;

fn workspace(prepare: impl Fn(&Path)) -> (tempfile::TempDir, Workspace) {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir_all(root.path().join("environments/shared")).unwrap();
    fs::write(root.path().join("environments/shared/defaults.toml"), GOOD).unwrap();
    prepare(root.path());
    let workspace = Workspace::open(root.path()).unwrap();
    (root, workspace)
}

#[test]
fn no_directory() {
    let root = tempfile::tempdir().unwrap();
    assert_snapshot!(Workspace::open(root.path()).unwrap_err(), @"");
}

#[test]
fn no_environment() {
    let (_root, empty) = workspace(|_| {});
    assert_snapshot!(empty.load("dev").unwrap_err(), @"");
    assert_snapshot!(empty.load_all().unwrap_err(), @"");
    let (_root, two) = workspace(|root| {
        fs::write(root.join("environments/dev.toml"), "").unwrap();
        fs::write(
            root.join("environments/test.toml"),
            "network.cidr = \"10.1.0.0/16\"",
        )
        .unwrap();
    });
    assert_snapshot!(two.load("tset").unwrap_err(), @"");
    assert_snapshot!(two.load("../../etc/passwd").unwrap_err(), @"");
}

#[test]
fn no_defaults() {
    let (_root, workspace) = workspace(|root| {
        fs::write(root.join("environments/dev.toml"), "").unwrap();
        fs::remove_file(root.join("environments/shared/defaults.toml")).unwrap();
    });
    assert_snapshot!(workspace.load("dev").unwrap_err(), @"");
    assert_snapshot!(workspace.bootstrap().unwrap_err(), @"");
}

#[test]
fn a_name_that_is_none() {
    let (_root, workspace) = workspace(|root| {
        fs::write(root.join("environments/Dev.toml"), "").unwrap();
        fs::write(root.join("environments/shared.toml"), "").unwrap();
        fs::write(root.join("environments/README.md"), "").unwrap();
    });
    assert_snapshot!(workspace.load_all().unwrap_err(), @"");
}

#[test]
fn not_text() {
    let (_root, workspace) = workspace(|root| {
        fs::write(
            root.join("environments/dev.toml"),
            b"tier = \"production\"\nname = \"\xff\xfe\"\n",
        )
        .unwrap();
        fs::create_dir(root.join("environments/dir.toml")).unwrap();
        fs::write(root.join("environments/huge.toml"), vec![b'#'; 10 << 20]).unwrap();
        fs::write(root.join("environments/zero.toml"), "a = \"\0\"\n").unwrap();
    });
    assert_snapshot!(workspace.load_all().unwrap_err(), @"");
}

#[test]
fn bootstrap() {
    let load = |text: &str| {
        let files = [
            ("environments/shared/bootstrap.toml", text),
            ("environments/shared/defaults.toml", GOOD),
        ];
        Workspace::of_texts(files).bootstrap()
    };
    assert_snapshot!(load("tier = 1\n[state_bucket]\nnoncurrent_days = 0\n[registry]\nscanning = \"basics\"\n").unwrap_err(), @"");
    let all = "state_bucket.noncurrent_days = 1\naccess_logs.retention_days = 1\nregistry.scanning = \"basic\"\naccount_settings.block_public_buckets = true\n";
    let bootstrap = load(all).unwrap();
    assert_eq!(bootstrap.access_logs_bucket(), "app-access-logs-123456789012");
    let elsewhere = load(&format!("{all}account.region = \"eu-west-1\"")).unwrap();
    assert_eq!(elsewhere.account.region.as_str(), "eu-west-1");
}
