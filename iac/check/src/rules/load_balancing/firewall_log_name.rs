//! Where a web ACL logs to has a name that begins with `aws-waf-logs-`.

use configuration::Piece;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "firewall-log-name",
    severity: Severity::Error,
    summary: "where a web ACL logs to has a name that begins with `aws-waf-logs-`",
    why: "AWS refuses the logging configuration",
    source: Some("https://docs.aws.amazon.com/waf/latest/developerguide/logging-destinations.html"),
    check,
};

/// What a firewall may log to, and the argument that names it.
const DESTINATIONS: [(&str, &str); 3] = [
    ("aws_cloudwatch_log_group", "name"),
    ("aws_kinesis_firehose_delivery_stream", "name"),
    ("aws_s3_bucket", "bucket"),
];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let configurations = context.resources("aws_wafv2_web_acl_logging_configuration");
    for at in configurations.flat_map(|it| it.get("log_destination_configs").elements()) {
        let Some(target) = found.target(at) else { continue };
        let ty = target.block.resource_type().unwrap_or_default();
        let Some((_, argument)) = DESTINATIONS.iter().find(|(destination, _)| *destination == ty) else {
            found.unjudged(at);
            continue;
        };
        let named = context.configuration.node(target.block);
        let name = named.get(argument);
        let name = if name.is_present() { name } else { named.get("name_prefix") };
        let Some(symbol) = found.known(name, name.symbol()) else { continue };
        match symbol.0.first() {
            Some(Piece::Literal(start)) if start.starts_with("aws-waf-logs-") => {}
            Some(Piece::Literal(start)) if symbol.0.len() == 1 || start.len() > 13 => found.report(
                at,
                format!(
                    "`{}` is named `{start}`; a firewall logs only to names that begin with `aws-waf-logs-`",
                    target.block.address()
                ),
                format!("name it `aws-waf-logs-{start}`"),
            ),
            _ => found.unjudged(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn document(name: &str) -> serde_json::Value {
        json!({
            "aws_cloudwatch_log_group": {"a": {"name": name}},
            "aws_wafv2_web_acl_logging_configuration": {"a": {
                "log_destination_configs": ["${aws_cloudwatch_log_group.a.arn}"],
            }},
        })
    }

    #[test]
    fn names_begin_alike() {
        breaks(
            &RULE,
            document("firewall"),
            &[
                "aws_wafv2_web_acl_logging_configuration.a: log_destination_configs[0]: `aws_cloudwatch_log_group.a` is named `firewall`; a firewall logs only to names that begin with `aws-waf-logs-`",
            ],
        );
        holds(&RULE, document("aws-waf-logs-firewall"));
        holds(&RULE, document("aws-waf-logs-${var.name}"));
        unjudged(&RULE, document("${var.name}-logs"));
    }
}
