//! What is done in containers by ECS Exec is encrypted and logged.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "cluster-sessions-logged",
    severity: Severity::Warning,
    summary: "what is done in containers by ECS Exec is encrypted and logged",
    why: "nobody can say what somebody did in a container",
    source: Some(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html#ecs-exec-logging",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for cluster in context.resources("aws_ecs_cluster") {
        let command = cluster.path_to(["configuration", "execute_command_configuration"]);
        if !command.is_present() {
            continue;
        }
        let logging = command.get("logging");
        if found.text(logging).is_some_and(|logging| logging == "NONE") {
            found.report(
                logging,
                "what is done in containers is not logged",
                "set `OVERRIDE`, and a log group",
            );
        }
        let key = command.get("kms_key_id");
        if !key.is_present() {
            found.report(
                key,
                "sessions are not encrypted with a key of the account's own",
                "set `kms_key_id`",
            );
        }
        let log = command.get("log_configuration");
        for (to, encrypted) in [
            ("cloud_watch_log_group_name", "cloud_watch_encryption_enabled"),
            ("s3_bucket_name", "s3_bucket_encryption_enabled"),
        ] {
            let at = log.get(encrypted);
            if log.get(to).is_present() && found.boolean(at, false) == Some(false) {
                found.report(
                    at,
                    "sessions are logged without encryption",
                    format!("set `{encrypted}` to `true`"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn sessions_are_seen() {
        let of = |logging: &str, key: serde_json::Value, encrypted: serde_json::Value| {
            json!({"aws_ecs_cluster": {"a": {"configuration": {"execute_command_configuration": {
                "kms_key_id": key,
                "logging": logging,
                "log_configuration": {"cloud_watch_encryption_enabled": encrypted, "cloud_watch_log_group_name": "a"},
            }}}}})
        };
        let at = "aws_ecs_cluster.a: configuration.execute_command_configuration";
        let key = json!("${aws_kms_key.a.arn}");
        breaks(
            &RULE,
            of("NONE", key.clone(), json!(true)),
            &[&format!("{at}.logging: what is done in containers is not logged")],
        );
        breaks(
            &RULE,
            of("OVERRIDE", json!(null), json!(true)),
            &[&format!("{at}.kms_key_id: sessions are not encrypted with a key of the account's own")],
        );
        breaks(
            &RULE,
            of("OVERRIDE", key.clone(), json!(false)),
            &[&format!(
                "{at}.log_configuration.cloud_watch_encryption_enabled: sessions are logged without encryption"
            )],
        );
        holds(&RULE, of("OVERRIDE", key.clone(), json!(true)));
        unjudged(&RULE, of("OVERRIDE", key, json!("${var.x}")));
    }
}
