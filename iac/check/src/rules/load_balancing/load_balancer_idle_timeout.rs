//! A load balancer waits from 1 to 4000 seconds on an idle connection.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "load-balancer-idle-timeout",
    severity: Severity::Error,
    summary: "a load balancer waits from 1 to 4000 seconds on an idle connection",
    why: "AWS refuses the load balancer",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for at in context.resources("aws_lb").map(|balancer| balancer.get("idle_timeout")) {
        let Some(seconds) = found.integer(at) else { continue };
        if !(1..=4000).contains(&seconds) {
            found.report(at, format!("{seconds} s is not from 1 to 4000 s"), "choose from 1 to 4000 seconds");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn it_has_bounds() {
        let balancer = |seconds: &str| json!({"aws_lb": {"a": {"idle_timeout": seconds}}});
        breaks(&RULE, balancer("4001"), &["aws_lb.a: idle_timeout: 4001 s is not from 1 to 4000 s"]);
        holds(&RULE, balancer("4000"));
        unjudged(&RULE, balancer("${var.seconds}"));
    }
}
