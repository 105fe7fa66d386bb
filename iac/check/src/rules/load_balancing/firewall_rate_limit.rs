//! A rate limit of a web ACL is from 10 to 2,000,000,000 requests, counted over 60, 120, 300 or 600 seconds.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "firewall-rate-limit",
    severity: Severity::Error,
    summary: "a rate limit of a web ACL is from 10 to 2,000,000,000 requests, counted over 60, 120, 300 or 600 seconds",
    why: "AWS refuses the web ACL",
    source: Some("https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let rules = context.resources("aws_wafv2_web_acl").flat_map(|acl| acl.blocks("rule"));
    let limits =
        rules.flat_map(|rule| rule.blocks("statement")).flat_map(|it| it.blocks("rate_based_statement"));
    for statement in limits {
        let at = statement.get("limit");
        if let Some(limit) = found.integer(at)
            && !(10..=2_000_000_000).contains(&limit)
        {
            let message = format!("{limit} requests is not from 10 to 2,000,000,000");
            found.report(at, message, "choose a limit from 10 on");
        }
        let at = statement.get("evaluation_window_sec");
        if let Some(seconds) = found.integer(at)
            && ![60, 120, 300, 600].contains(&seconds)
        {
            let message = format!("{seconds} s is none of 60, 120, 300 and 600 s");
            found.report(at, message, "choose one of them; 300 is the default");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn acl(limit: &str, window: i64) -> serde_json::Value {
        let statement = json!({"rate_based_statement": [{"limit": limit, "evaluation_window_sec": window}]});
        json!({"aws_wafv2_web_acl": {"a": {"rule": {"statement": statement}}}})
    }

    #[test]
    fn limits_have_bounds() {
        let said = |said: &str| format!("aws_wafv2_web_acl.a: rule.statement.rate_based_statement[0].{said}");
        breaks(&RULE, acl("9", 300), &[&said("limit: 9 requests is not from 10 to 2,000,000,000")]);
        breaks(
            &RULE,
            acl("10", 90),
            &[&said("evaluation_window_sec: 90 s is none of 60, 120, 300 and 600 s")],
        );
        holds(&RULE, acl("10", 60));
        unjudged(&RULE, acl("${var.limit}", 60));
    }
}
