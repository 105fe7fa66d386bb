//! A VPC logs who spoke with whom.

use std::collections::HashSet;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "vpc-flow-logs",
    severity: Severity::Warning,
    summary: "a VPC logs who spoke with whom, and who tried to",
    why: "after an incident nobody can say where data went, or who was refused",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-6"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let mut logged = HashSet::new();
    let mut accepted = Vec::new();
    for log in context.resources("aws_flow_log") {
        // One of a subnet, or of an interface, is none of the VPC.
        let Some(vpc) = found.target(log.get("vpc_id")) else { continue };
        let traffic = log.get("traffic_type");
        if found.text(traffic).is_some_and(|traffic| traffic.eq_ignore_ascii_case("ACCEPT")) {
            accepted.push((vpc.block.address(), traffic));
        } else {
            logged.insert(vpc.block.address());
        }
    }
    for (vpc, at) in accepted {
        if logged.insert(vpc.clone()) {
            let message = format!("what `{vpc}` refuses is not logged");
            found.report(at, message, "set `traffic_type` to `ALL`");
        }
    }
    let open = !context.is_root()
        || context
            .resources("aws_flow_log")
            .any(|log| log.get("vpc_id").is_present() && log.get("vpc_id").target().known().is_none());
    for vpc in context.resources("aws_vpc") {
        if logged.contains(&vpc.block().address()) {
            continue;
        }
        if open {
            found.unjudged(vpc);
        } else {
            found.report(
                vpc,
                "nothing logs the traffic of this VPC",
                "add an `aws_flow_log` with its `vpc_id`",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn traffic_is_logged() {
        let document = |log: serde_json::Value| json!({"provider": {"aws": {}}, "resource": {"aws_vpc": {"a": {}}, "aws_flow_log": {"a": log}}});
        breaks(
            &RULE,
            document(json!({"subnet_id": "${var.subnet}"})),
            &["aws_vpc.a: : nothing logs the traffic of this VPC"],
        );
        holds(&RULE, document(json!({"vpc_id": "${aws_vpc.a.id}"})));
        breaks(
            &RULE,
            document(json!({"vpc_id": "${aws_vpc.a.id}", "traffic_type": "ACCEPT"})),
            &["aws_flow_log.a: traffic_type: what `aws_vpc.a` refuses is not logged"],
        );
        holds(&RULE, document(json!({"vpc_id": "${aws_vpc.a.id}", "traffic_type": "REJECT"})));
        unjudged(&RULE, document(json!({"vpc_id": "${var.vpc}"})));
        // A module: who calls it may log.
        unjudged(&RULE, json!({"resource": {"aws_vpc": {"a": {}}}}));
    }
}
