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
    assert_snapshot!(Workspace::open(root.path()).unwrap_err(), @"
    error: there is no such directory
      --> environments
      hint: run this in the root of the workspace, where `environments/` is
    ");
}

#[test]
fn no_environment() {
    let (_root, empty) = workspace(|_| {});
    assert_snapshot!(empty.load("dev").unwrap_err(), @"
    error: there is no environment `dev`
      hint: add `environments/dev.toml`
    ");
    assert_snapshot!(empty.load_all().unwrap_err(), @"
    error: there is no environment
      --> environments
      hint: add `environments/dev.toml`
    ");
    let (_root, two) = workspace(|root| {
        fs::write(root.join("environments/dev.toml"), "").unwrap();
        fs::write(root.join("environments/test.toml"), "network.cidr = \"10.1.0.0/16\"").unwrap();
    });
    assert_snapshot!(two.load("tset").unwrap_err(), @"
    error: there is no environment `tset`
      allowed: dev, test
      hint: did you mean `test`?
    ");
    assert_snapshot!(two.load("../../etc/passwd").unwrap_err(), @"
    error: there is no environment `../../etc/passwd`
      allowed: dev, test
    ");
}

#[test]
fn no_defaults() {
    let (_root, workspace) = workspace(|root| {
        fs::write(root.join("environments/dev.toml"), "").unwrap();
        fs::remove_file(root.join("environments/shared/defaults.toml")).unwrap();
    });
    assert_snapshot!(workspace.load("dev").unwrap_err(), @"
    error: there is no such file
      --> environments/shared/defaults.toml
    ");
    assert_snapshot!(workspace.bootstrap().unwrap_err(), @"
    error: there is no such file
      --> environments/shared/bootstrap.toml

    error: there is no such file
      --> environments/shared/defaults.toml
    ");
}

#[test]
fn a_name_that_is_none() {
    let (_root, workspace) = workspace(|root| {
        fs::write(root.join("environments/Dev.toml"), "").unwrap();
        fs::write(root.join("environments/shared.toml"), "").unwrap();
        fs::write(root.join("environments/README.md"), "").unwrap();
    });
    assert_snapshot!(workspace.load_all().unwrap_err(), @"
    error: `Dev` is not a name
      --> environments/Dev.toml
      allowed: at most 16 of `a-z`, `0-9` and single hyphens, a letter first

    error: `shared` is reserved and cannot be the name of an environment
      --> environments/shared.toml
      hint: rename the file
    ");
}

#[test]
fn not_text() {
    let (_root, workspace) = workspace(|root| {
        fs::write(root.join("environments/dev.toml"), b"tier = \"production\"\nname = \"\xff\xfe\"\n")
            .unwrap();
        fs::create_dir(root.join("environments/dir.toml")).unwrap();
        fs::write(root.join("environments/huge.toml"), vec![b'#'; 10 << 20]).unwrap();
        fs::write(root.join("environments/zero.toml"), "a = \"\0\"\n").unwrap();
    });
    assert_snapshot!(workspace.load_all().unwrap_err(), @r#"
    error: the file is not UTF-8 from here on
      --> environments/dev.toml:2:9
      |
    2 | name = "��"
      |         ^
      hint: save it as UTF-8

    error: this is no file, but a directory or a device
      --> environments/dir.toml

    error: the file has 10 MiB
      --> environments/huge.toml
      allowed: at most 4 MiB

    error: a: not TOML: invalid basic string, expected non-double-quote visible characters, `\`
      --> environments/zero.toml:1:6
      |
    1 | a = " "
      |      ^
    "#);
}

#[test]
fn bootstrap() {
    let load = |text: &str| {
        let files =
            [("environments/shared/bootstrap.toml", text), ("environments/shared/defaults.toml", GOOD)];
        Workspace::of_texts(files).bootstrap()
    };
    assert_snapshot!(load("tier = 1\n[state_bucket]\nnoncurrent_days = 0\n[registry]\nscanning = \"basics\"\n").unwrap_err(), @r#"
    error: access_logs.retention_days: is missing
      --> environments/shared/bootstrap.toml
      hint: write `retention_days = 365` under `[access_logs]`

    error: account_settings.block_public_buckets: is missing
      --> environments/shared/bootstrap.toml
      hint: write `block_public_buckets = true` under `[account_settings]`

    error: tier: there is no key `tier` here
      --> environments/shared/bootstrap.toml:1:1
      |
    1 | tier = 1
      | ^^^^
      allowed: `application`, `account`, `state`, `github`, `state_bucket`, `access_logs`, `registry`, `account_settings`, `waivers`, `override`

    error: state_bucket.deletion_protection: is missing
      --> environments/shared/bootstrap.toml:2:2
      |
    2 | [state_bucket]
      |  ^^^^^^^^^^^^
      hint: write `deletion_protection = true` under `[state_bucket]`

    error: state_bucket.noncurrent_days: `0` is out of range
      --> environments/shared/bootstrap.toml:3:19
      |
    3 | noncurrent_days = 0
      |                   ^
      allowed: 1 to 36500

    error: registry.scanning: `basics` is not known
      --> environments/shared/bootstrap.toml:5:12
      |
    5 | scanning = "basics"
      |            ^^^^^^^^
      allowed: `basic`, `enhanced`
      hint: did you mean `basic`?
    "#);
    let all = "state_bucket.noncurrent_days = 1\nstate_bucket.deletion_protection = true\naccess_logs.retention_days = 1\nregistry.scanning = \"basic\"\naccount_settings.block_public_buckets = true\n";
    let bootstrap = load(all).unwrap();
    assert_eq!(bootstrap.access_logs_bucket(), "app-access-logs-123456789012");
    let elsewhere = load(&format!("{all}account.region = \"eu-west-1\"")).unwrap();
    assert_eq!(elsewhere.account.region.as_str(), "eu-west-1");
}

#[test]
fn bootstrap_departs_with_a_reason() {
    let whole = "[state_bucket]\nnoncurrent_days = 30\ndeletion_protection = true\n[access_logs]\nretention_days = 30\n[registry]\n\
                 scanning = \"basic\"\n[account_settings]\nblock_public_buckets = true\n";
    let load = |added: &str| {
        let text = format!("{whole}{added}");
        let files = [
            ("environments/shared/bootstrap.toml", text.as_str()),
            ("environments/shared/defaults.toml", GOOD),
        ];
        Workspace::of_texts(files).bootstrap()
    };
    let good = "[[waivers]]\nrule = \"CKV_AWS_144\"\naddress = \"aws_s3_bucket.state\"\nreason = \"one region is enough\"\n\
                [override.\"aws_s3_bucket.state\"]\nobject_lock_enabled = true\n";
    let bootstrap = load(good).unwrap();
    assert_eq!((bootstrap.waivers.len(), bootstrap.overrides.len()), (1, 1));
    let bad = "[[waivers]]\nrule = \"production-nat\"\naddress = \"network.nat\"\nreason = \"why\"\n\
               [override.state]\nobject_lock_enabled = true\n";
    assert_snapshot!(load(bad).unwrap_err(), @r#"
    error: waivers[0]: there is nothing to waive: `production-nat` holds for `network.nat`
      --> environments/shared/bootstrap.toml:10:1
       |
    10 | [[waivers]]
       | ^^^^^^^^^^^
      hint: remove the waiver, or correct its `address`

    error: waivers[0].reason: gives no reason that a reviewer could judge
      --> environments/shared/bootstrap.toml:13:10
       |
    13 | reason = "why"
       |          ^^^^^
      allowed: 10 characters or more

    error: override.state: `state` is not the address of a resource
      --> environments/shared/bootstrap.toml:14:11
       |
    14 | [override.state]
       |           ^^^^^
      allowed: a type and a name, as in `[override."aws_lb.main"]`
    "#);
}
