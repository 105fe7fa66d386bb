//! A flow log says what it records, where to, and by which role.

use configuration::Read;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "flow-log-complete",
    severity: Severity::Error,
    summary: "a flow log says which traffic it records and where to, and to CloudWatch Logs by which role",
    why: "AWS refuses it",
    source: Some("https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for log in context.resources("aws_flow_log") {
        let of_traffic = ["eni_id", "subnet_id", "vpc_id"].into_iter().any(|name| log.get(name).is_present());
        let traffic = log.get("traffic_type");
        if of_traffic && !traffic.is_present() {
            found.report(
                traffic,
                "the flow log does not say which traffic it records",
                "set `traffic_type` to `ALL`",
            );
        }
        let (to, group) = (log.get("log_destination"), log.get("log_group_name"));
        if !to.is_present() && !group.is_present() {
            found.report(to, "the flow log does not say where it is written", "set `log_destination`");
        }
        let (role, kind) = (log.get("iam_role_arn"), log.get("log_destination_type"));
        match kind.text().or("cloud-watch-logs".into()) {
            Read::Known(kind) if kind == "cloud-watch-logs" && !role.is_present() => {
                let message = "nobody may write the flow log to CloudWatch Logs";
                found.report(
                    role,
                    message,
                    "set `iam_role_arn` to a role that `vpc-flow-logs.amazonaws.com` takes on",
                );
            }
            Read::Unknown => found.unjudged(kind),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn flow_logs_are_complete() {
        let whole = json!({
            "iam_role_arn": "${aws_iam_role.a.arn}", "log_destination": "${aws_cloudwatch_log_group.a.arn}",
            "traffic_type": "ALL", "vpc_id": "${aws_vpc.a.id}",
        });
        let with = |name: &str, value: Value| {
            let mut log = whole.clone();
            log[name] = value;
            json!({"aws_flow_log": {"a": log}})
        };
        holds(&RULE, with("log_destination_type", json!("cloud-watch-logs")));
        for (name, message) in [
            ("iam_role_arn", "nobody may write the flow log to CloudWatch Logs"),
            ("log_destination", "the flow log does not say where it is written"),
            ("traffic_type", "the flow log does not say which traffic it records"),
        ] {
            breaks(&RULE, with(name, json!(null)), &[&format!("aws_flow_log.a: {name}: {message}")]);
        }
        let mut bucket = with("log_destination_type", json!("s3"));
        bucket["aws_flow_log"]["a"]["iam_role_arn"] = json!(null);
        holds(&RULE, bucket);
        unjudged(&RULE, with("log_destination_type", json!("${var.kind}")));
    }
}
