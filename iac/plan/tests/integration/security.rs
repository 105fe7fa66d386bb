//! What is said of changes that no frozen plan has.

use serde_json::{Value, json};

use crate::common::on_json;

/// The sentences about one change.
fn said(kind: &str, before: &Value, after: &Value) -> Vec<String> {
    let actions = match (before, after) {
        (Value::Null, _) => json!(["create"]),
        (_, Value::Null) => json!(["delete"]),
        _ => json!(["update"]),
    };
    let unknown = after.get("unknown").cloned().unwrap_or(Value::Null);
    let comment =
        on_json(&json!({"format_version": "1.2", "resource_changes": [{"address": format!("{kind}.x"),
        "mode": "managed", "type": kind, "change": {"actions": actions, "before": before, "after": after,
        "after_unknown": unknown}}]}));
    let sentences =
        comment.lines().filter(|line| ["- 🔓", "- ❔", "- 🔒"].iter().any(|icon| line.starts_with(icon)));
    sentences.map(|line| line.replace(&format!("`{kind}.x`: "), "")).collect()
}

fn policy(statements: &Value) -> Value {
    json!({"policy": json!({"Version": "2012-10-17", "Statement": statements}).to_string()})
}

fn statements(before: &Value, after: &Value) -> Vec<String> {
    said("aws_iam_role_policy", &policy(before), &policy(after))
}

#[test]
fn a_deny_that_goes_opens() {
    let deny = json!([{"Effect": "Deny", "Action": "s3:*", "Resource": "*"}]);
    assert_eq!(statements(&deny, &json!([])), ["- 🔓 no longer denies `s3:*` on every resource"]);
    assert_eq!(statements(&json!([]), &deny), ["- 🔒 now denies `s3:*` on every resource"]);
}

#[test]
fn only_what_differs_of_a_statement_is_said() {
    let one =
        |action: Value, resource: Value| json!([{"Effect": "Allow", "Action": action, "Resource": resource}]);
    assert_eq!(
        statements(&one(json!("a:B"), json!("r")), &one(json!(["a:B", "a:C"]), json!("r"))),
        ["- 🔓 now allows `a:C` on `r`"]
    );
    assert_eq!(
        statements(&one(json!("a:B"), json!(["r", "s"])), &one(json!("a:B"), json!("r"))),
        ["- 🔒 no longer allows `a:B` on `s`"]
    );
    assert_eq!(
        statements(&one(json!("a:B"), json!("r")), &one(json!("a:C"), json!("s"))),
        ["- 🔓 now allows `a:C` on `s`", "- 🔒 no longer allows `a:B` on `r`"]
    );
}

/// A name, an order, a text that is a list of one: nothing that anybody may do.
#[test]
fn a_policy_that_is_written_otherwise_says_nothing() {
    let one = json!([{"Sid": "One", "Effect": "Allow", "Action": "a:B", "Resource": ["r", "s"]}]);
    let other = json!({"Sid": "Two", "Effect": "Allow", "Action": ["a:B"], "Resource": ["s", "r"]});
    assert!(statements(&one, &other).is_empty());
}

#[test]
fn everything_but_is_said_as_such() {
    let all_but = json!([{"Effect": "Allow", "NotAction": "iam:*", "NotResource": "r",
        "Condition": {"StringEquals": {"aws:SourceVpce": ["vpce-1", "vpce-2"]}}}]);
    assert_eq!(
        statements(&json!([]), &all_but),
        ["- 🔓 now allows **every action but** `iam:*` on every resource **but** `r`, \
          if <code>aws&#58;SourceVpce StringEquals vpce&#45;1 &#124; vpce&#45;2</code>"]
    );
}

#[test]
fn a_condition_that_goes_opens() {
    let with =
        json!([{"Effect": "Allow", "Action": "a:B", "Resource": "r", "Condition": {"Bool": {"k": "true"}}}]);
    let without = json!([{"Effect": "Allow", "Action": "a:B", "Resource": "r"}]);
    assert_eq!(
        statements(&with, &without),
        ["- 🔓 now allows `a:B` on `r`", "- 🔒 no longer allows `a:B` on `r`, if `k Bool true`"]
    );
}

#[test]
fn who_may_assume_a_role_is_said() {
    let trust = |principal: Value| {
        let statement = json!({"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"});
        json!({"assume_role_policy": json!({"Statement": statement}).to_string()})
    };
    assert_eq!(
        said("aws_iam_role", &trust(json!({"Service": "a"})), &trust(json!("*"))),
        ["- 🔓 may now be assumed by **anyone**", "- 🔒 may no longer be assumed by `Service a`"]
    );
}

#[test]
fn a_policy_that_is_not_known_yet_is_not_passed_over() {
    let after = json!({"policy": null, "unknown": {"policy": true}});
    assert_eq!(
        said("aws_iam_policy", &policy(&json!([])), &after),
        ["- ❔ its `policy` is known only after the apply; `iac check` judged it in the files"]
    );
}

#[test]
fn rules_that_stand_in_their_group_are_compared_one_by_one() {
    let rule = |range: &str, port: u16| json!({"cidr_blocks": [range], "from_port": port, "to_port": port, "protocol": "tcp"});
    let before = json!({"ingress": [rule("10.0.0.0/8", 443), rule("10.0.0.0/8", 80)]});
    let after = json!({"ingress": [rule("0.0.0.0/0", 22), rule("10.0.0.0/8", 443)]});
    assert_eq!(
        said("aws_security_group", &before, &after),
        [
            "- 🔓 **the whole internet** (`0.0.0.0/0`) may now reach `aws_security_group.x` on `tcp 22`",
            "- 🔒 `10.0.0.0/8` may no longer reach `aws_security_group.x` on `tcp 80`",
        ]
    );
}

#[test]
fn a_rule_that_narrows_closes() {
    let rule = |range: &str, to: u16| json!({"security_group_id": "sg-1", "cidr_ipv4": range, "ip_protocol": "tcp", "from_port": 22, "to_port": to});
    assert_eq!(
        said("aws_vpc_security_group_ingress_rule", &rule("0.0.0.0/0", 22), &rule("10.0.0.0/8", 22)),
        [
            "- 🔒 `10.0.0.0/8` may now reach `sg-1` on `tcp 22` (until now **the whole internet** (`0.0.0.0/0`))"
        ]
    );
    assert_eq!(
        said("aws_vpc_security_group_egress_rule", &rule("10.0.0.0/8", 22), &rule("10.0.0.0/8", 90)),
        ["- 🔓 `sg-1` may now reach `10.0.0.0/8` on `tcp 22-90` (until now on `tcp 22`)"]
    );
}

/// 0 days is for ever.
#[test]
fn which_way_an_argument_turns() {
    let days = |days: u16| json!({"name": "g", "retention_in_days": days});
    let first = |kind, before: Value, after: Value| said(kind, &before, &after).concat();
    assert!(first("aws_cloudwatch_log_group", days(0), days(30)).starts_with("- 🔓"));
    assert!(first("aws_cloudwatch_log_group", days(30), days(0)).starts_with("- 🔒"));
    let protected = |it: bool| json!({"name": "d", "deletion_protection": it});
    assert!(first("aws_db_instance", protected(true), protected(false)).starts_with("- 🔓"));
    let key = |key: Value| json!({"name": "s", "kms_key_id": key});
    assert!(first("aws_secretsmanager_secret", key(json!("arn:a")), key(Value::Null)).starts_with("- 🔓"));
    assert!(first("aws_secretsmanager_secret", key(json!("arn:a")), key(json!("arn:b"))).starts_with("- ❔"));
    assert!(first("aws_lb", Value::Null, json!({"name": "l", "internal": false})).starts_with("- 🔓"));
    assert!(first("aws_lb", Value::Null, json!({"name": "l", "internal": true})).is_empty());
}

#[test]
fn what_protects_is_missed() {
    assert_eq!(
        said("aws_flow_log", &json!({"id": "fl-1"}), &Value::Null),
        ["- 🔓 goes: traffic is no longer logged"]
    );
}

/// Who knows a database's password, how it speaks, and how long it can be brought back.
#[test]
fn what_a_database_gives_up_is_said() {
    let database = |by_role: bool, days: u16| {
        json!({
            "iam_database_authentication_enabled": by_role, "manage_master_user_password": by_role,
            "publicly_accessible": !by_role, "backup_retention_period": days,
        })
    };
    assert_eq!(
        said("aws_db_instance", &database(true, 35), &database(false, 7)),
        [
            "- 🔓 whether it has a public address: `false` → `true` (`publicly_accessible`)",
            "- 🔓 whether programs log in with their roles: `true` → `false` (`iam_database_authentication_enabled`)",
            "- 🔓 whether RDS keeps the master password: `true` → `false` (`manage_master_user_password`)",
            "- 🔓 how many days backups are kept: `35` → `7` (`backup_retention_period`)",
        ]
    );
    let group = |forced: &str| json!({"parameter": [{"name": "rds.force_ssl", "value": forced}]});
    let said = said("aws_rds_cluster_parameter_group", &group("1"), &group("0"));
    assert!(said.len() == 1 && said[0].starts_with("- ❔ how the database is set up"), "{said:?}");
}
