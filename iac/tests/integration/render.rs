//! `iac render`: exit codes, what is printed, and what is on disk afterwards.

use std::fs;

use crate::common::Copy;

#[test]
fn rendering_writes_then_finds_nothing_to_do() {
    let copy = Copy::new();
    insta::assert_snapshot!("render_dev", copy.iac(&["render", "dev"]));
    insta::assert_snapshot!("render_dev_again", copy.iac(&["render", "dev"]));
    assert!(!copy.path("generated/prod").exists());
}

#[test]
fn without_names_every_root_is_rendered() {
    let copy = Copy::new();
    insta::assert_snapshot!("render_all", copy.iac(&["render"]));
    insta::assert_snapshot!("render_check_well", copy.iac(&["render", "--check"]));
}

#[test]
fn unchanged_files_are_left_untouched() {
    let copy = Copy::new();
    copy.iac(&["render", "dev"]);
    let old = |file: &str| fs::metadata(copy.path(file)).unwrap().modified().unwrap();
    let (network, services) = (old("generated/dev/network.tf.json"), old("generated/dev/services.tf.json"));
    copy.edit("environments/dev.toml", "nat = \"single\"", "nat = \"one-per-az\"");
    insta::assert_snapshot!("render_one_change", copy.iac(&["render", "dev"]));
    assert_ne!(network, old("generated/dev/network.tf.json"));
    assert_eq!(services, old("generated/dev/services.tf.json"));
}

#[test]
fn a_check_writes_nothing_and_shows_the_difference() {
    let copy = Copy::new();
    copy.iac(&["render", "dev"]);
    copy.edit("environments/dev.toml", "maximum = 3", "maximum = 4");
    fs::remove_file(copy.path("generated/dev/outputs.tf.json")).unwrap();
    let before = copy.tree("generated");
    insta::assert_snapshot!("render_check_differs", copy.iac(&["render", "dev", "--check"]));
    assert_eq!(before, copy.tree("generated"));
}

#[test]
fn files_that_are_no_longer_made_go_and_those_of_others_stay() {
    let copy = Copy::new();
    copy.iac(&["render", "prod"]);
    copy.write("generated/prod/.terraform.lock.hcl", "provider {}\n");
    copy.write("generated/prod/notes.txt", "mine\n");
    copy.write("generated/prod/local_override.tf.json", "{}\n");
    copy.edit("environments/prod.toml", "firewall = true", "firewall = false");
    let waiver = "\n[[waivers]]\nrule = \"production-firewall\"\naddress = \"load_balancer.firewall\"\n\
                  reason = \"behind a firewall of our own\"\n";
    let text = copy.read("environments/prod.toml");
    copy.write("environments/prod.toml", &format!("{text}{waiver}"));
    insta::assert_snapshot!("render_removes", copy.iac(&["render", "prod"]));
    assert!(!copy.path("generated/prod/firewall.tf.json").exists());
    for file in [".terraform.lock.hcl", "notes.txt", "local_override.tf.json"] {
        assert!(copy.path("generated/prod").join(file).exists(), "{file}");
    }
}

#[test]
fn the_readme_shows_what_the_clock_does_to_a_service() {
    let copy = Copy::new();
    let text = copy.read("environments/dev.toml");
    let night = "\n[services.patient-service.scaling.schedules.night]\nschedule = \"cron(0 20 ? * MON-FRI *)\"\n\
                 time_zone = \"America/New_York\"\nminimum = 0\nmaximum = 2\n";
    copy.write("environments/dev.toml", &format!("{text}{night}"));
    let seen = copy.iac(&["render", "dev"]);
    assert!(seen.starts_with("exit code: 0"), "{seen}");
    let readme = copy.read("generated/dev/README.md");
    let cell = "| 1 to 3<br>from `cron(0 20 ? * MON-FRI *)` America/New_York (night): 0 to 2 |";
    assert!(readme.contains(cell), "{readme}");
}

#[test]
fn a_root_without_a_lock_file_is_told_where_to_get_one() {
    let copy = Copy::new();
    copy.iac(&["render"]);
    copy.write("generated/prod/.terraform.lock.hcl", "# pinned\n");
    insta::assert_snapshot!("render_without_lock_file", copy.iac(&["render", "dev", "prod"]));
    assert!(!copy.path("generated/dev/.terraform.lock.hcl").exists(), "it is Terraform's file");
}

#[test]
fn a_file_that_terraform_would_apply_and_nobody_made_is_an_error() {
    let copy = Copy::new();
    copy.iac(&["render", "dev"]);
    copy.write("generated/dev/extra.tf.json", "{\"resource\": {}}\n");
    copy.edit("environments/dev.toml", "maximum = 3", "maximum = 4");
    let before = copy.tree("generated");
    insta::assert_snapshot!("render_stranger", copy.iac(&["render", "dev"]));
    assert_eq!(before, copy.tree("generated"));
    insta::assert_snapshot!(
        "render_check_stranger",
        copy.iac(&["render", "dev", "--check", "--out", "generated"])
    );
}

#[test]
fn a_directory_that_no_environment_makes_is_an_error() {
    let copy = Copy::new();
    copy.iac(&["render"]);
    fs::rename(copy.path("generated/dev"), copy.path("generated/staging")).unwrap();
    copy.write("generated/notes/readme.txt", "not ours\n");
    copy.iac(&["render", "dev"]);
    insta::assert_snapshot!("render_orphan", copy.iac(&["render"]));
    insta::assert_snapshot!("render_check_orphan", copy.iac(&["render", "--check"]));
}

#[test]
fn a_file_that_could_be_an_environment_is_not_passed_over() {
    let copy = Copy::new();
    let text = copy.read("environments/dev.toml");
    copy.write("environments/x_y.toml", &text);
    insta::assert_snapshot!("render_misnamed", copy.iac(&["render"]));
    assert!(!copy.path("generated").exists());
}

#[test]
fn a_wrong_file_touches_nothing() {
    let copy = Copy::new();
    copy.iac(&["render"]);
    let before = copy.tree("generated");
    copy.edit("environments/dev.toml", "maximum = 3", "maximum = 4");
    copy.edit("environments/prod.toml", "memory = 1024", "memory = 1000");
    insta::assert_snapshot!("render_wrong_input", copy.iac(&["render"]));
    assert_eq!(before, copy.tree("generated"));
}

#[test]
fn rendering_elsewhere_leaves_generated_alone() {
    let copy = Copy::new();
    insta::assert_snapshot!("render_out", copy.iac(&["render", "bootstrap", "--out", "elsewhere"]));
    assert!(copy.path("elsewhere/bootstrap/state.tf.json").exists());
    assert!(!copy.path("generated").exists());
}

#[test]
fn an_environment_that_does_not_exist_is_exit_code_2() {
    let copy = Copy::new();
    insta::assert_snapshot!("render_unknown_environment", copy.iac(&["render", "staging"]));
}

#[test]
fn no_repository_is_exit_code_2() {
    let copy = Copy::new();
    fs::rename(copy.path("environments"), copy.path("other")).unwrap();
    insta::assert_snapshot!("render_no_repository", copy.iac(&["render"]));
    insta::assert_snapshot!("render_wrong_directory", copy.iac(&["render", "-C", "other"]));
}

#[test]
fn the_repository_is_found_from_below() {
    let copy = Copy::new();
    let from_below = copy.iac(&["render", "-C", "environments/.."]);
    assert!(from_below.starts_with("exit code: 0"), "{from_below}");
    assert!(copy.path("generated/dev/network.tf.json").exists());
}

#[test]
fn a_place_that_cannot_be_written_is_said() {
    let copy = Copy::new();
    copy.write("blocked", "a file\n");
    insta::assert_snapshot!("render_blocked", copy.iac(&["render", "dev", "--out", "blocked"]));
}

#[test]
fn an_override_is_merged_last_and_shown() {
    let copy = Copy::new();
    let text = copy.read("environments/dev.toml");
    let change = "\n[override.\"aws_lb.main\"]\nclient_keep_alive = 1800\nidle_timeout = 45\n";
    copy.write("environments/dev.toml", &format!("{text}{change}"));
    let seen = copy.iac(&["render", "dev"]);
    assert!(seen.starts_with("exit code: 0"), "{seen}");
    let rendered = copy.read("generated/dev/load_balancer.tf.json");
    assert!(rendered.contains("\"client_keep_alive\": 1800") && rendered.contains("\"idle_timeout\": 45"));
    let readme = copy.read("generated/dev/README.md");
    assert!(readme.contains("`aws_lb.main`: `{\"client_keep_alive\":1800,\"idle_timeout\":45}`"), "{readme}");
}

#[test]
fn a_wrong_override_is_refused_where_it_stands() {
    let copy = Copy::new();
    let text = copy.read("environments/dev.toml");
    let change = "
[override.\"aws_lb.man\"]
idle_timeout = 60

[override.\"aws_lb.main\"]
idle_timeot = 60
arn = \"x\"
enable_http2 = [1]
count = 2
subnets = [\"${aws_vpc.main.nope}\", \"${var.subnet}\"]
name = \"${aws_lb.other.name}\"
";
    copy.write("environments/dev.toml", &format!("{text}{change}"));
    insta::assert_snapshot!("render_wrong_override", copy.iac(&["render", "dev"]));
    assert!(!copy.path("generated").exists());
}

#[test]
fn what_rules_refuse_hides_no_wrong_override() {
    let copy = Copy::new();
    copy.edit("environments/dev.toml", "minimum = 1", "minimum = 7");
    let text = copy.read("environments/dev.toml");
    let change = "\n[override.\"aws_lb.man\"]\nidle_timeout = 60\n";
    copy.write("environments/dev.toml", &format!("{text}{change}"));
    insta::assert_snapshot!("render_wrong_rule_and_override", copy.iac(&["render", "dev"]));
}

#[test]
fn a_waiver_of_a_check_on_nothing_is_refused() {
    let copy = Copy::new();
    let text = copy.read("environments/dev.toml");
    let waiver =
        "\n[[waivers]]\nrule = \"CKV_AWS_2\"\naddress = \"aws_lb.mian\"\nreason = \"it is only a test\"\n";
    copy.write("environments/dev.toml", &format!("{text}{waiver}"));
    insta::assert_snapshot!("render_wrong_waiver", copy.iac(&["render", "dev"]));
}

/// What bootstrap waives, it waives of the new one too, whosever its databases are.
#[test]
fn an_environment_is_one_file() {
    for dev in [crate::common::committed("dev.toml"), crate::variants::file_with_external_databases()] {
        let copy = Copy::new();
        let staging = dev.replace("10.0.", "10.2.").replace("dev.", "staging.").replace("/dev/", "/staging/");
        copy.write("environments/staging.toml", &staging);
        let rendered = copy.iac(&["render"]);
        assert!(rendered.starts_with("exit code: 0") && rendered.contains("generated/staging"), "{rendered}");
    }
}
