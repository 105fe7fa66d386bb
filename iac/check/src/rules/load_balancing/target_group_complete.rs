//! A target group has a port, a protocol and a VPC, and none of them if it is for a function.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "target-group-complete",
    severity: Severity::Error,
    summary: "a target group has a port, a protocol and a VPC, and none of them if it is for a function",
    why: "AWS refuses the target group",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for group in context.resources("aws_lb_target_group") {
        let kind = group.get("target_type");
        let Some(kind) = found.known(kind, kind.text().or("instance".into())) else { continue };
        if kind == "lambda" {
            continue;
        }
        for name in ["port", "protocol", "vpc_id"] {
            if !group.get(name).is_present() {
                let message = format!("a target group for targets of the type `{kind}` has no `{name}`");
                found.report(group.get(name), message, format!("set `{name}`"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn group(kind: &str, port: Option<u16>) -> serde_json::Value {
        json!({"aws_lb_target_group": {"a": {
            "target_type": kind, "port": port, "protocol": "HTTPS", "vpc_id": "${var.vpc}",
        }}})
    }

    #[test]
    fn targets_are_found() {
        breaks(
            &RULE,
            group("ip", None),
            &["aws_lb_target_group.a: port: a target group for targets of the type `ip` has no `port`"],
        );
        holds(&RULE, group("ip", Some(3000)));
        holds(&RULE, group("lambda", None));
        unjudged(&RULE, group("${var.kind}", None));
    }
}
