//! `iac check`: exit codes, formats, waivers, and what it says when it cannot look.

use std::fmt::Write as _;
use std::fs;

use environment::Workspace;

use crate::common::{Copy, committed};

/// A rule is broken by hand: a task's size is none that Fargate offers.
fn broken() -> Copy {
    let copy = Copy::new();
    copy.iac(&["render", "dev"]);
    copy.edit("generated/dev/services.tf.json", "\"memory\": \"512\"", "\"memory\": \"500\"");
    copy
}

/// What the program says, whatever the number of rules there are and of values that they cannot judge.
fn said(copy: &Copy, arguments: &[&str]) -> String {
    let mut out = copy.iac(arguments);
    for noun in [" rules on", " values not judged", " value not judged"] {
        while let Some(end) = out.find(noun).filter(|end| out[..*end].ends_with(|c: char| c.is_ascii_digit()))
        {
            let start = out[..end].rfind(|c: char| !c.is_ascii_digit()).map_or(0, |before| before + 1);
            out.replace_range(start..end, "[N]");
        }
    }
    let lines = out.lines().map(|line| match line.split_once(": ") {
        Some((key @ ("    \"rules\"" | "    \"not_judged\""), _)) => format!("{key}: [N]"),
        _ => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_rendered_is_well() {
    let copy = Copy::new();
    copy.iac(&["render"]);
    insta::assert_snapshot!("check_well", said(&copy, &["check"]));
    insta::assert_snapshot!("check_well_json", said(&copy, &["check", "bootstrap", "--format", "json"]));
}

#[test]
fn a_finding_is_told_in_every_format() {
    let copy = broken();
    insta::assert_snapshot!("check_text", said(&copy, &["check", "dev"]));
    insta::assert_snapshot!("check_json", said(&copy, &["check", "dev", "--format", "json"]));
    insta::assert_snapshot!("check_github", said(&copy, &["check", "dev", "--format", "github"]));
}

#[test]
fn code_scanning_gets_each_rule_and_each_result() {
    let copy = broken();
    let seen = copy.iac(&["check", "dev", "--format", "sarif"]);
    let document =
        seen.split("----- stdout -----").nth(1).unwrap().split("----- stderr -----").next().unwrap();
    let log: serde_json::Value = serde_json::from_str(document).unwrap();
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let result = &run["results"][0];
    let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(rules[index]["id"], result["ruleId"]);
    let mut result = result.clone();
    result["ruleIndex"] = "[N]".into();
    insta::assert_snapshot!("check_sarif_result", serde_json::to_string_pretty(&result).unwrap());
    insta::assert_snapshot!("check_sarif_rule", serde_json::to_string_pretty(&rules[index]).unwrap());
}

#[test]
fn a_waiver_sets_a_finding_aside_and_must_be_needed() {
    let copy = broken();
    let waiver = |address: &str| {
        format!(
            "[[waivers]]\nrule = \"task-size-offered\"\naddress = \"{address}\"\nreason = \"A size of the future\"\n"
        )
    };
    let check = ["check", "--dir", "generated/dev", "--waivers", "waivers.toml"];
    copy.write("waivers.toml", &(waiver("aws_ecs_task_definition.appointment-service")));
    insta::assert_snapshot!("check_waived", said(&copy, &check));
    copy.write("waivers.toml", &waiver("aws_ecs_task_definition.patient-service"));
    insta::assert_snapshot!("check_waiver_unused", said(&copy, &check));
    copy.write("waivers.toml", "[[waivers]]\nrule = \"task-size-ofered\"\naddress = \"x\"\n");
    insta::assert_snapshot!("check_waiver_wrong", said(&copy, &check));
}

#[test]
fn an_environments_own_waivers_are_taken() {
    let copy = broken();
    let waiver = "\n[[waivers]]\nrule = \"task-size-offered\"\n\
                  address = \"aws_ecs_task_definition.appointment-service\"\nreason = \"A size of the future\"\n";
    let text = copy.read("environments/dev.toml");
    copy.write("environments/dev.toml", &format!("{text}{waiver}"));
    insta::assert_snapshot!("check_own_waiver", said(&copy, &["check", "dev"]));
    // What is rendered does not break it, and so the waiver is out of date.
    insta::assert_snapshot!("render_waiver_unused", said(&copy, &["render", "dev"]));
}

#[test]
fn what_cannot_be_looked_at_is_no_pass() {
    let copy = Copy::new();
    fs::create_dir(copy.path("empty")).unwrap();
    copy.write("broken/a.tf.json", "{\n  \"resource\": {\n");
    copy.write("twice/a.tf.json", "{\"a\": 1, \"a\": 2}");
    copy.write("others/a.tf.json", "{\"resource\": {\"google_storage_bucket\": {\"a\": {}}}}");
    for (name, arguments) in [
        ("check_no_directory", &["check", "--dir", "nowhere"][..]),
        ("check_empty", &["check", "--dir", "empty"]),
        ("check_broken", &["check", "--dir", "broken"]),
        ("check_key_twice", &["check", "--dir", "twice"]),
        ("check_nothing_recognised", &["check", "--dir", "others"]),
        ("check_no_environment", &["check", "stagin"]),
        ("check_not_rendered", &["check", "dev"]),
        ("check_waivers_of_another", &["check", "dev", "--waivers", "waivers.toml"]),
    ] {
        insta::assert_snapshot!(name, said(&copy, arguments));
    }
}

/// What somebody made to break what reads it ends as everything else does: one message, and an exit code that is no pass.
#[test]
fn hostile_files_are_no_pass() {
    let copy = Copy::new();
    let deep = |levels: usize| format!("{}1{}", "{\"resource\":".repeat(levels), "}".repeat(levels));
    copy.write("deep/a.tf.json", &deep(100_000));
    copy.write("lists/a.tf.json", &"[".repeat(1_000_000));
    copy.write("large/a.tf.json", &format!("{{\"resource\": \"{}\"}}", "${".repeat(5_000_000)));
    copy.write("latin/a.tf.json", "");
    fs::write(copy.path("latin/a.tf.json"), b"{\"resource\": {\"aws_vpc\": {\"caf\xe9\": {}}}}").unwrap();
    copy.write(
        "well/a.tf.json",
        r#"{"provider": {"aws": {}}, "resource": {"aws_vpc": {"v": {"cidr_block": "10.0.0.0/16"}}}}"#,
    );
    for (name, target) in [("circle", "circle/b.tf.json"), ("endless", "/dev/zero")] {
        copy.write(&format!("{name}/a.tf.json"), &copy.read("well/a.tf.json"));
        std::os::unix::fs::symlink(copy.path(target), copy.path(&format!("{name}/b.tf.json"))).unwrap();
    }
    for name in ["deep", "lists", "large", "latin", "circle", "endless"] {
        insta::assert_snapshot!(format!("check_hostile_{name}"), said(&copy, &["check", "--dir", name]));
    }
}

#[test]
fn a_hand_edited_override_is_judged() {
    let copy = Copy::new();
    copy.iac(&["render", "dev"]);
    let change = r#"{"resource": {"aws_lb": {"main": {"drop_invalid_header_fields": "perhaps"}}}}"#;
    copy.write("generated/dev/mine_override.tf.json", change);
    insta::assert_snapshot!("check_override_file", said(&copy, &["check", "dev"]));
}

#[test]
fn who_reaches_whom_is_explained() {
    let copy = Copy::new();
    copy.iac(&["render", "dev", "prod"]);
    for (name, from, to) in [
        ("explain_internet", "internet", "patient-service"),
        ("explain_service", "appointment-service", "patient-service"),
        ("explain_registry", "patient-service", "ecr"),
        ("explain_load_balancer", "load-balancer", "appointment-service"),
        ("explain_host", "patient-service", "https://login.example.com/"),
        ("explain_outward", "s3", "patient-service"),
        ("explain_nobody", "internet", "biling-service"),
    ] {
        insta::assert_snapshot!(name, copy.iac(&["check", "prod", "--explain", from, to]));
    }
    // What blocks a way is told where the walk was stopped, and what nobody knows is no block.
    let explain = || copy.iac(&["check", "dev", "--explain", "internet", "load-balancer"]);
    let description = "\"description\": \"HTTPS from the internet\"";
    let everybody = format!("\"cidr_ipv4\": \"0.0.0.0/0\",\n        {description}");
    let somebody = format!("\"cidr_ipv4\": \"10.0.0.0/8\",\n        {description}");
    copy.edit("generated/dev/access.tf.json", &everybody, &somebody);
    insta::assert_snapshot!("explain_blocked", explain());
    let gateway = "\"gateway_id\": \"${aws_internet_gateway.main.id}\"";
    copy.edit("generated/dev/network.tf.json", gateway, "\"vpc_peering_connection_id\": \"pcx-1\"");
    insta::assert_snapshot!("explain_unknown", explain());
}

#[test]
fn rendering_refuses_what_a_check_finds() {
    let copy = Copy::new();
    let wrong =
        "\n[override.\"aws_lb_target_group.patient-service\".health_check]\ninterval = 5\ntimeout = 10\n";
    let text = copy.read("environments/dev.toml");
    copy.write("environments/dev.toml", &format!("{text}{wrong}"));
    insta::assert_snapshot!("render_refuses", said(&copy, &["render", "dev"]));
    assert!(!copy.path("generated").exists());
}

/// Whatever may be chosen in an environment's file, what comes of it has no error.
#[test]
fn every_choice_is_well() {
    let mut said = String::new();
    for (choice, workspace) in crate::variants::variants() {
        said.push_str(&found(choice, &workspace, "dev"));
    }
    assert!(!said.contains("error"), "{said}");
    insta::assert_snapshot!("check_choices", said);
}

/// What a policy is waived for in an environment's file, the files that follow from it need no second waiver for.
#[test]
fn a_waived_policy_is_waived_in_the_files_too() {
    let prod = |replacements: &[(&str, &str)], rule: &str, address: &str| {
        let mut text = committed("prod.toml");
        for (old, new) in replacements {
            assert!(text.contains(old), "`{old}` is not in prod.toml");
            text = text.replacen(old, new, 1);
        }
        let waiver = format!(
            "\n[[waivers]]\nrule = \"{rule}\"\naddress = \"{address}\"\nreason = \"For the length of a test\"\n"
        );
        Workspace::of_texts([
            ("environments/prod.toml", format!("{text}{waiver}").as_str()),
            ("environments/shared/defaults.toml", &committed("shared/defaults.toml")),
        ])
    };
    let spot = "[compute.capacity.fargate-spot]\nweight = 4\n\n[observability]";
    let one = "[services.patient-service.scaling]\nminimum = 1\n\n[observability]";
    let insights = "[compute]\ncontainer_insights = \"disabled\"\n\n[observability]";
    let secret = "[services.patient-service.environment]\nAPI_KEY = \"hunter2\"\n\n[observability]";
    for (rule, address, old, new) in [
        ("production-spot", "compute.capacity.fargate-spot", "[observability]", spot),
        ("production-nat", "network.nat", "nat = \"one-per-az\"", "nat = \"single\""),
        (
            "production-retention",
            "observability.log_retention_days",
            "log_retention_days = 2192",
            "log_retention_days = 30",
        ),
        ("production-firewall", "load_balancer.firewall", "firewall = true", "firewall = false"),
        (
            "production-deletion-protection",
            "deletion_protection",
            "deletion_protection = true",
            "deletion_protection = false",
        ),
        ("production-minimum", "services.patient-service.scaling.minimum", "[observability]", one),
        ("production-container-insights", "compute.container_insights", "[observability]", insights),
        ("plain-secret", "services.patient-service.environment.API_KEY", "[observability]", secret),
    ] {
        let said = found(rule, &prod(&[(old, new)], rule, address), "prod");
        assert!(!said.contains("error"), "{said}");
    }
}

/// What is found in an environment, and what is wrong with its waivers, a line each.
fn found(choice: &str, workspace: &Workspace, name: &str) -> String {
    let mut said = String::new();
    let environment = workspace.load(name).unwrap_or_else(|problems| panic!("{choice}: {problems}"));
    let rendered =
        render::environment(&environment, platform::compose(&environment)).unwrap().prove().unwrap();
    for finding in &rendered.proof.outcome.findings {
        let (rule, address) = (finding.rule.id, &finding.address);
        writeln!(said, "{choice}: {}[{rule}] {address}: {}", finding.severity(), finding.message).unwrap();
    }
    for problem in &rendered.proof.unused {
        writeln!(said, "{choice}: {problem}").unwrap();
    }
    said
}
