//! Directories that somebody made to break what reads them: a judgement, soon, and never a panic.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use check::{Outcome, Subject, Versions};
use configuration::Source;
use serde_json::{Map, Value, json};

/// No measure of speed: far more than is needed without optimisation on a machine that is busy, and far less than what does not end.
const SOON: Duration = Duration::from_mins(10);
const MANY: usize = 10_000;

/// What is said of a directory, or nothing if it cannot be read; then everything in every format, too.
fn judged(files: &[(&str, String)]) -> Option<Outcome> {
    let started = Instant::now();
    let source = |(name, text): &(&str, String)| Source { name: (*name).to_owned(), text: text.clone() };
    let sources: Vec<Source> = files.iter().map(source).collect();
    let subject = Subject { sources: &sources, complete: true, versions: Versions::Every, waivers: &[] };
    let outcome = check::check(&subject).ok();
    if let Some(outcome) = &outcome {
        assert!(!check::report::text("here", outcome).is_empty());
        assert!(check::report::json(outcome).starts_with('{'));
    }
    let took = started.elapsed();
    assert!(took < SOON, "it took {took:?}");
    outcome
}

/// What is said of resources, by type and name.
fn of_resources(resources: &Value) -> Outcome {
    let document = json!({"provider": {"aws": {"region": "us-east-1"}}, "resource": resources});
    judged(&[("main.tf.json", document.to_string())]).unwrap()
}

/// So many resources of a type: each is made of its number and of that of the next, in a circle.
fn circle(many: usize, body: impl Fn(usize, usize) -> Value) -> Value {
    let member = |at: usize| (format!("r{at}"), body(at, (at + 1) % many));
    Value::Object((0..many).map(member).collect::<Map<String, Value>>())
}

fn rules_of(outcome: &Outcome) -> Vec<&'static str> {
    let mut rules: Vec<&str> = outcome.findings.iter().map(|finding| finding.rule.id).collect();
    rules.dedup();
    rules
}

#[test]
fn security_groups_in_a_circle() {
    let group = |_, next| {
        let from = format!("${{aws_security_group.r{next}.id}}");
        json!({"ingress": [{"protocol": "-1", "from_port": 0, "to_port": 0, "security_groups": [from]}]})
    };
    let outcome = of_resources(&json!({"aws_security_group": circle(MANY, group)}));
    assert_eq!(outcome.checked.resources, MANY);
}

#[test]
fn routes_in_a_circle() {
    // The way out of each subnet is a NAT gateway in the next.
    let outcome = of_resources(&json!({
        "aws_vpc": {"v": {"cidr_block": "10.0.0.0/16"}},
        "aws_subnet": circle(500, |at, _| json!({"vpc_id": "${aws_vpc.v.id}", "cidr_block": format!("10.0.{}.0/28", at % 256)})),
        "aws_nat_gateway": circle(500, |_, next| json!({"allocation_id": "eipalloc-1", "subnet_id": format!("${{aws_subnet.r{next}.id}}")})),
        "aws_route_table": circle(500, |at, _| json!({
            "vpc_id": "${aws_vpc.v.id}",
            "route": [{"cidr_block": "0.0.0.0/0", "nat_gateway_id": format!("${{aws_nat_gateway.r{at}.id}}")}],
        })),
        "aws_route_table_association": circle(500, |at, _| json!({
            "subnet_id": format!("${{aws_subnet.r{at}.id}}"), "route_table_id": format!("${{aws_route_table.r{at}.id}}"),
        })),
    }));
    assert!(rules_of(&outcome).contains(&"nat-gateway-public-subnet"), "{:?}", rules_of(&outcome));
}

#[test]
fn roles_names_and_policies_in_circles() {
    let trust = |_, next| {
        let principal = json!({"AWS": format!("${{aws_iam_role.r{next}.arn}}")});
        let statement = json!({"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"});
        json!({"assume_role_policy": json!({"Version": "2012-10-17", "Statement": [statement]}).to_string()})
    };
    of_resources(&json!({
        "aws_iam_role": circle(MANY / 10, trust),
        "aws_s3_bucket": circle(MANY / 10, |_, next| json!({"bucket": format!("${{aws_s3_bucket.r{next}.bucket}}")})),
    }));
    let document = |_, next| {
        let others = [
            format!("${{data.aws_iam_policy_document.r{next}.json}}"),
            "${data.aws_iam_policy_document.r0.json}".to_owned(),
        ];
        json!({"source_policy_documents": others, "statement": [{"actions": ["s3:GetObject"], "resources": ["*"]}]})
    };
    let document = json!({
        "provider": {"aws": {}},
        "data": {"aws_iam_policy_document": circle(MANY, document)},
        "resource": {"aws_iam_policy": {"p": {"policy": "${data.aws_iam_policy_document.r0.json}"}}},
    });
    assert!(judged(&[("main.tf.json", document.to_string())]).is_some());
}

#[test]
fn locals_and_modules_in_circles_and_chains() {
    let document = json!({
        "provider": {"aws": {}},
        // Twice as long with each: what is followed without an end is 2^10,000 characters long.
        "locals": circle(MANY, |_, next| json!(format!("${{local.r{next}}}-${{local.r{next}}}"))),
        "module": circle(MANY, |_, next| json!({"source": "./m", "id": format!("${{module.r{next}.id}}")})),
        "resource": {"aws_vpc": {"v": {"cidr_block": "${local.r0}", "ipv4_ipam_pool_id": "${module.r0.id}"}}},
    });
    assert!(judged(&[("main.tf.json", document.to_string())]).is_some());
}

#[test]
fn containers_in_a_circle() {
    let containers = MANY / 10;
    let waits = |at: usize| {
        let dependency =
            json!({"containerName": format!("c{}", (at + 1) % containers), "condition": "START"});
        json!({"name": format!("c{at}"), "image": "i", "dependsOn": [dependency]})
    };
    let text = Value::from((0..containers).map(waits).collect::<Vec<Value>>()).to_string();
    let task = json!({"family": "t", "container_definitions": text});
    let outcome = of_resources(&json!({"aws_ecs_task_definition": {"t": task}}));
    let told = outcome.findings.iter().filter(|finding| finding.rule.id == "container-dependency").count();
    assert_eq!(told, containers);
}

#[test]
fn json_in_text_in_json_in_text() {
    let mut text = "x".to_owned();
    for _ in 0..14 {
        text = json!({"Statement": [text]}).to_string();
    }
    let outcome = of_resources(&json!({
        "aws_iam_policy": {"p": {"policy": text}},
        "aws_ecs_task_definition": {"t": {"family": "t", "container_definitions": text}},
        "aws_ecr_lifecycle_policy": {"l": {"repository": "r", "policy": text}},
    }));
    assert!(outcome.errors() > 0);
}

#[test]
fn megabytes_in_each_place_that_is_parsed() {
    let statement = json!({"Effect": "Allow", "Action": ["s3:Get*", "*"], "Resource": "arn:aws:s3:::*a*b*c"});
    let policy = json!({"Version": "2012-10-17", "Statement": vec![statement; 1_000]}).to_string();
    let long = |piece: &str| piece.repeat(1_000_000 / piece.len());
    let denied = json!({"Effect": "Deny", "Principal": "*", "Action": long("*a"), "Resource": long("*:")});
    of_resources(&json!({
        "aws_vpc": {"v": {"cidr_block": "1".repeat(10_000_000)}},
        "aws_iam_policy": {"p": {"name": "p", "policy": policy}, "q": {"policy": long("{\"a\":")}},
        "aws_security_group": {"g": {"name": long("${"), "description": long("%{if ")}},
        "aws_ecs_task_definition": {"t": {"family": long("$${"), "container_definitions": long("[")}},
        "aws_lb_listener_rule": {"r": {"condition": [{"path_pattern": {"values": [long("*a?"), long("*")]}}]}},
        "aws_s3_bucket": {"b": {"bucket": "b"}},
        "aws_s3_bucket_policy": {"b": {"bucket": "b", "policy": json!({"Statement": [denied]}).to_string()}},
    }));
}

#[test]
fn a_thousand_override_files() {
    let vpc = |at: usize| json!({"cidr_block": format!("10.{}.0.0/16", at % 256)});
    let main = json!({"provider": {"aws": {}}, "resource": {"aws_vpc": circle(1_000, |at, _| vpc(at))}});
    let names: Vec<String> = (0..1_000).map(|at| format!("x{at}_override.tf.json")).collect();
    let change = |at: usize| {
        json!({"resource": {"aws_vpc": {
            format!("r{at}"): {"cidr_block": "10.0.0.0/99"}, format!("new{at}"): vpc(at),
        }}})
    };
    let mut files = vec![("main.tf.json", main.to_string())];
    files.extend(names.iter().enumerate().map(|(at, name)| (name.as_str(), change(at).to_string())));
    let outcome = judged(&files).unwrap();
    let is_of_override = |file: &str| file.ends_with("_override.tf.json");
    let wrong = outcome.findings.iter().filter(|finding| {
        finding.rule.id == "network-cidr" && finding.path.contains(".r") && is_of_override(&finding.file)
    });
    assert_eq!(wrong.count(), 1_000);
}

#[test]
fn numbers_that_no_type_holds() {
    for number in [
        "9223372036854775807",
        "-9223372036854775808",
        "18446744073709551616",
        "1e308",
        "-0.0",
        "1e-300",
        "0.5",
        "1E400",
        "123456789012345678901234567890123456789012345678901234567890",
    ] {
        let mut text = r#"{"provider": {"aws": {}}, "resource": {"#.to_owned();
        for (ty, arguments) in [
            ("aws_lb_listener", &["port"][..]),
            ("aws_lb_listener_rule", &["priority"]),
            ("aws_ecs_task_definition", &["cpu", "memory"]),
            ("aws_ecs_service", &["desired_count", "deployment_minimum_healthy_percent"]),
            ("aws_cloudwatch_log_group", &["retention_in_days"]),
            ("aws_cloudwatch_metric_alarm", &["period", "evaluation_periods", "threshold"]),
            ("aws_appautoscaling_target", &["min_capacity", "max_capacity"]),
            ("aws_security_group_rule", &["from_port", "to_port", "protocol"]),
            ("aws_lb_target_group", &["port", "deregistration_delay", "slow_start"]),
            ("aws_vpc", &["cidr_block", "count"]),
        ] {
            let members: Vec<String> = arguments.iter().map(|name| format!("\"{name}\": {number}")).collect();
            let _ = write!(text, "\"{ty}\": {{\"a\": {{{}}}}},", members.join(","));
        }
        let text = format!("{}}}}}", text.trim_end_matches(','));
        // Whether such a number is one is for the reader of JSON to say; what it reads is judged.
        if serde_json::from_str::<Value>(&text).is_ok() {
            assert!(judged(&[("main.tf.json", text)]).is_some(), "{number}");
        }
    }
}

/// Every value of one kind in what we render is something else: whoever expects a kind of value must look first.
#[test]
fn everything_is_something_else() {
    let generated = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../generated/dev");
    let directory = configuration::Directory::read(&generated).unwrap();
    let others = [
        json!(null),
        json!([]),
        json!([[{}]]),
        json!(""),
        json!("${"),
        json!("{"),
        json!("[null]"),
        json!("${aws_vpc.main}"),
        json!("ü\u{0}"),
        json!(-1),
        json!(true),
    ];
    let kinds: [Is; 3] = [Value::is_string, |value| value.is_number() || value.is_boolean(), Value::is_array];
    for is in kinds {
        for other in &others {
            let files: Vec<(&str, String)> = directory
                .sources
                .iter()
                .map(|source| {
                    let mut document = serde_json::from_str(&source.text).unwrap();
                    replace(&mut document, is, other, 0);
                    (source.name.as_str(), document.to_string())
                })
                .collect();
            assert!(judged(&files).is_some(), "{other}");
        }
    }
}

type Is = fn(&Value) -> bool;

/// Puts `other` in the place of every value that `is`, below the names of resources.
fn replace(value: &mut Value, is: Is, other: &Value, depth: usize) {
    const BODIES: usize = 3;
    if depth > BODIES && is(value) {
        value.clone_from(other);
        return;
    }
    match value {
        Value::Object(members) => {
            for member in members.values_mut() {
                replace(member, is, other, depth + 1);
            }
        }
        Value::Array(elements) => {
            for element in elements {
                replace(element, is, other, depth);
            }
        }
        _ => {}
    }
}
