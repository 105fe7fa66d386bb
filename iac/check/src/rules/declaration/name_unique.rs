//! No two resources of a kind have the same name.

use std::collections::HashMap;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "name-unique",
    severity: Severity::Error,
    summary: "no two resources of a kind have the same name, where AWS or the account has each name once",
    why: "AWS refuses the second, or both manage the same thing and undo each other",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html",
    ),
    check,
};

/// A type, the argument that names, and the one that says within what.
const NAMES: &[(&str, &str, &str)] = &[
    ("aws_cloudwatch_log_group", "name", "region"),
    ("aws_db_instance", "identifier", "region"),
    ("aws_db_parameter_group", "name", "region"),
    ("aws_db_subnet_group", "name", "region"),
    ("aws_ecr_repository", "name", "region"),
    ("aws_ecs_cluster", "name", "region"),
    ("aws_ecs_task_definition", "family", "region"),
    ("aws_iam_policy", "name", "provider"),
    ("aws_iam_role", "name", "provider"),
    ("aws_kms_alias", "name", "region"),
    ("aws_lb", "name", "region"),
    ("aws_lb_target_group", "name", "region"),
    ("aws_rds_cluster", "cluster_identifier", "region"),
    ("aws_rds_cluster_instance", "identifier", "region"),
    ("aws_rds_cluster_parameter_group", "name", "region"),
    ("aws_s3_bucket", "bucket", "provider"),
    ("aws_security_group", "name", "vpc_id"),
    ("aws_sns_topic", "name", "region"),
    ("aws_ssm_parameter", "name", "region"),
];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (ty, argument, within) in NAMES {
        let mut known = HashMap::new();
        for node in context.resources(ty) {
            let at = node.get(argument);
            let Some(name) = found.text(at) else { continue };
            if !node.block().is_single() {
                found.unjudged(at);
                continue;
            }
            // Another provider's configuration is another region or account.
            let place = [*within, "provider"].map(|name| node.get(name).json().map(ToString::to_string));
            let address = node.block().address();
            if let Some(other) = known.get(&(name.clone(), place.clone())) {
                let message = format!("`{other}` has this name, too");
                found.report(at, message, "choose another name");
            } else {
                known.insert((name, place), address);
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
    fn a_name_is_taken_once() {
        for (ty, argument, within) in super::NAMES {
            let of = |name: &str, within_b: &str| {
                json!({*ty: {
                    "a": {*argument: "one", *within: "x"},
                    "b": {*argument: name, *within: within_b},
                }})
            };
            let said = format!("{ty}.b: {argument}: `{ty}.a` has this name, too");
            breaks(&RULE, of("one", "x"), &[&said]);
            holds(&RULE, of("two", "x"));
            holds(&RULE, of("one", "y"));
            unjudged(&RULE, of("${var.x}", "x"));
        }
    }
}
