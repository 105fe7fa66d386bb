//! A flow log says where it goes, as whom, and what it takes.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "flow-log-complete",
    severity: Severity::Error,
    summary: "a flow log says where it goes, as whom, and what it takes",
    why: "AWS refuses the flow log",
    source: Some("https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for log in context.resources("aws_flow_log") {
        let kind = log.get("log_destination_type");
        if let Some(kind) = found.known(kind, kind.text().or("cloud-watch-logs".into())) {
            let to = ["log_destination", "log_group_name"].map(|name| log.get(name));
            if to.iter().all(|at| !at.is_present()) {
                found.report(to[0], "a flow log that goes nowhere", "set `log_destination`");
            }
            let role = log.get("iam_role_arn");
            if kind == "cloud-watch-logs" && !role.is_present() {
                found.report(role, "nobody may write this flow log", "set `iam_role_arn` to a role that may");
            }
        }
        let traffic = log.get("traffic_type");
        let through_gateway = ["transit_gateway_id", "transit_gateway_attachment_id"]
            .iter()
            .any(|name| log.get(name).is_present());
        if !traffic.is_present() && !through_gateway {
            found.report(traffic, "a flow log that takes nothing", "set `traffic_type` to `ALL`");
        }
        let of = ["eni_id", "subnet_id", "transit_gateway_attachment_id", "transit_gateway_id", "vpc_id"];
        // A variable may be null, and then it is not there.
        let is_given =
            |name: &&str| log.get(name).target().known().is_some() || log.get(name).text().known().is_some();
        let given: Vec<&str> = of.into_iter().filter(is_given).collect();
        if let [_, second, ..] = given[..] {
            let message = format!("a flow log of {} things", given.len());
            found.report(log.get(second), message, "make a flow log of each");
        }
        let interval = log.get("max_aggregation_interval");
        if let Some(seconds) = found.integer(interval)
            && ![60, 600].contains(&seconds)
        {
            found.report(interval, format!("{seconds} s is neither 60 nor 600 s"), "choose one of them");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn log(change: &str, value: &serde_json::Value) -> serde_json::Value {
        let mut log = json!({
            "log_destination": "${var.arn}", "iam_role_arn": "${var.role}", "traffic_type": "ALL",
            "max_aggregation_interval": 60,
        });
        log[change] = value.clone();
        json!({"aws_flow_log": {"a": log}})
    }

    #[test]
    fn it_is_of_one_thing() {
        let of = |subnet: &str| {
            json!({
                "aws_flow_log": {"a": {
                    "iam_role_arn": "${aws_iam_role.a.arn}",
                    "log_destination": "${aws_cloudwatch_log_group.a.arn}",
                    "subnet_id": subnet,
                    "traffic_type": "ALL",
                    "vpc_id": "${aws_vpc.a.id}",
                }},
                "aws_subnet": {"a": {}},
                "aws_vpc": {"a": {}},
            })
        };
        breaks(&RULE, of("${aws_subnet.a.id}"), &["aws_flow_log.a: vpc_id: a flow log of 2 things"]);
        holds(&RULE, of("${var.subnet}"));
    }

    #[test]
    fn it_goes_somewhere() {
        for (change, value, expected) in [
            ("log_destination", json!(null), "a flow log that goes nowhere"),
            ("iam_role_arn", json!(null), "nobody may write this flow log"),
            ("traffic_type", json!(null), "a flow log that takes nothing"),
            ("max_aggregation_interval", json!("61"), "61 s is neither 60 nor 600 s"),
        ] {
            breaks(&RULE, log(change, &value), &[&format!("aws_flow_log.a: {change}: {expected}")]);
        }
        holds(&RULE, log("max_aggregation_interval", &json!(600)));
        unjudged(&RULE, log("log_destination_type", &json!("${var.kind}")));
    }
}
