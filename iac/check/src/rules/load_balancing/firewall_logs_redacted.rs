//! The logs of a web ACL keep tokens and cookies out.

use std::collections::HashSet;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "firewall-logs-redacted",
    severity: Severity::Warning,
    summary: "the logs of a web ACL keep tokens and cookies out",
    why: "whoever reads the logs can act for whoever sent them",
    source: Some("https://docs.aws.amazon.com/waf/latest/APIReference/API_LoggingConfiguration.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for logging in context.resources("aws_wafv2_web_acl_logging_configuration") {
        if logging.makes_blocks("redacted_fields") {
            found.unjudged(logging.get("redacted_fields"));
            continue;
        }
        let fields = logging.blocks("redacted_fields");
        let headers = fields.flat_map(|field| field.blocks("single_header")).map(|header| header.get("name"));
        let mut redacted = HashSet::new();
        let mut open = false;
        for header in headers {
            match found.text(header) {
                Some(name) => _ = redacted.insert(name.to_ascii_lowercase()),
                None => open = true,
            }
        }
        for name in ["authorization", "cookie"] {
            if !redacted.contains(name) && !open {
                found.report(
                    logging.get("redacted_fields"),
                    format!("the header `{name}` is logged"),
                    format!("add a `redacted_fields` with a `single_header` of the name `{name}`"),
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

    fn logging(names: &[&str]) -> serde_json::Value {
        let fields: Vec<_> = names.iter().map(|name| json!({"single_header": [{"name": name}]})).collect();
        json!({"aws_wafv2_web_acl_logging_configuration": {"a": {"redacted_fields": fields}}})
    }

    #[test]
    fn tokens_are_kept_out() {
        breaks(
            &RULE,
            logging(&["Cookie"]),
            &[
                "aws_wafv2_web_acl_logging_configuration.a: redacted_fields: the header `authorization` is logged",
            ],
        );
        holds(&RULE, logging(&["cookie", "authorization"]));
        unjudged(&RULE, logging(&["${var.header}"]));
    }
}
