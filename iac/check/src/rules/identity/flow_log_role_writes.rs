//! The role of a flow log may write to its log group.

use configuration::Read;

use crate::context::Context;
use crate::found::Found;
use crate::policies::{Cover, Token, acts};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "flow-log-role-writes",
    severity: Severity::Error,
    summary: "the role of a flow log may make streams in its log group and write to them",
    why: "the flow log ends in an access error, and nothing is recorded",
    source: Some("https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html"),
    check,
};

const ACTIONS: [&str; 2] = ["logs:CreateLogStream", "logs:PutLogEvents"];
const FINDS: [&str; 2] = ["logs:DescribeLogGroups", "logs:DescribeLogStreams"];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let policies = context.policies();
    for log in context.resources("aws_flow_log") {
        let at = log.get("iam_role_arn");
        let Some(role) = found.resource(at, "aws_iam_role", "arn") else { continue };
        let destination = log.get("log_destination");
        let group = log.get("log_group_name").resource("aws_cloudwatch_log_group", "name");
        let mut stream = if let Read::Known(symbol) = destination.symbol() {
            policies.reader().text(destination, &symbol)
        } else if let Read::Known(group) = group {
            policies.reader().arn_of(context.configuration, group)
        } else {
            found.unjudged(destination);
            continue;
        };
        // `…:*` is another way to write the group's ARN.
        if let [.., Token::Char(':'), Token::Char('*')] = stream.as_slice() {
            stream.truncate(stream.len() - 2);
        }
        stream.extend(":log-stream:".chars().map(Token::Char));
        stream.push(Token::Hole);
        let Some(granted) = policies.grants_of(role) else { continue };
        let mut missing = Vec::new();
        for action in ACTIONS {
            match granted.allow(action, &stream, policies.reader()) {
                Cover::Yes => {}
                Cover::Maybe => found.unjudged(at),
                Cover::No => missing.push(format!("`{action}`")),
            }
        }
        // Before that, it looks for the log group and its streams.
        for action in FINDS {
            let may = granted.statements().filter(|statement| !statement.is_deny());
            if !granted.is_open
                && may.map(|statement| acts(statement, action)).max().unwrap_or(Cover::No) == Cover::No
            {
                missing.push(format!("`{action}`"));
            }
        }
        if !missing.is_empty() {
            let message = format!("`{}` may not do {} in the log group", role.address(), missing.join(", "));
            found.report(at, message, "allow it on the log group's ARN followed by `:log-stream:*`");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::documents::policy;
    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn flow_logs_are_written() {
        let all = json!([
            "logs:CreateLogStream",
            "logs:DescribeLogGroups",
            "logs:DescribeLogStreams",
            "logs:PutLogEvents"
        ]);
        let with = |actions: serde_json::Value, resource: &str| {
            let statement = json!({
                "Effect": "Allow", "Action": actions, "Resource": resource,
            });
            json!({
                "aws_cloudwatch_log_group": {"a": {"name": "/network"}, "b": {"name": "/other"}},
                "aws_flow_log": {"a": {
                    "iam_role_arn": "${aws_iam_role.a.arn}", "log_destination": "${aws_cloudwatch_log_group.a.arn}",
                }},
                "aws_iam_policy": {"a": {"policy": policy(&[statement])}},
                "aws_iam_role": {"a": {}},
                "aws_iam_role_policy_attachment": {"a": {
                    "policy_arn": "${aws_iam_policy.a.arn}", "role": "${aws_iam_role.a.name}",
                }},
            })
        };
        let document = |resource: &str| with(all.clone(), resource);
        breaks(
            &RULE,
            with(json!(["logs:CreateLogStream", "logs:PutLogEvents"]), "*"),
            &[
                "aws_flow_log.a: iam_role_arn: `aws_iam_role.a` may not do `logs:DescribeLogGroups`, `logs:DescribeLogStreams` in the log group",
            ],
        );
        holds(&RULE, document("${aws_cloudwatch_log_group.a.arn}:log-stream:*"));
        holds(&RULE, document("*"));
        breaks(
            &RULE,
            document("${aws_cloudwatch_log_group.b.arn}:*"),
            &[
                "aws_flow_log.a: iam_role_arn: `aws_iam_role.a` may not do `logs:CreateLogStream`, `logs:PutLogEvents` in the log group",
            ],
        );
        unjudged(&RULE, document("${var.group}"));
    }
}
