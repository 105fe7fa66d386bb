//! Load balancers, their listeners, rules and certificates stay within the quotas that an account has.

use configuration::Block;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::forwarding::is_application;

pub(crate) const RULE: Rule = Rule {
    id: "load-balancer-quota",
    severity: Severity::Warning,
    summary: "load balancers, their listeners, rules and certificates stay within the quotas that an account has",
    why: "AWS refuses more until the quota is raised",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html",
    ),
    check,
};

const BALANCERS: usize = 50;
/// Of one load balancer.
const LISTENERS: usize = 50;
const RULES: usize = 100;
const CERTIFICATES: usize = 25;

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let mut balancers = 0;
    for balancer in context.resources("aws_lb") {
        if is_application(found, balancer) != Some(true) {
            continue;
        }
        balancers += 1;
        if balancers == BALANCERS + 1 {
            let message = format!("more than {BALANCERS} application load balancers in one region");
            found.report(balancer, message, "ask for a higher quota, or share load balancers");
        }
        let of = |ty, argument, blocks: &[&'c Block<'c>]| -> Vec<&'c Block<'c>> {
            let referring =
                blocks.iter().flat_map(|block| context.configuration.referring(ty, argument, block));
            referring.map(|node| node.block()).collect()
        };
        let listeners = of("aws_lb_listener", "load_balancer_arn", &[balancer.block()]);
        let rules = of("aws_lb_listener_rule", "listener_arn", &listeners).len();
        let certificates = of("aws_lb_listener_certificate", "listener_arn", &listeners).len();
        for (count, most, what) in [
            (listeners.len(), LISTENERS, "listeners"),
            (rules, RULES, "rules"),
            (certificates, CERTIFICATES, "certificates beside the default ones"),
        ] {
            if count > most {
                let message = format!("it has {count} {what}; {most} is what an account may have unasked");
                found.report(
                    balancer,
                    message,
                    "ask for a higher quota, or spread them over several load balancers",
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

    fn balancer(rules: usize) -> serde_json::Value {
        let rule = json!({"listener_arn": "${aws_lb_listener.a.arn}"});
        let rules: serde_json::Map<_, _> = (0..rules).map(|at| (format!("r{at}"), rule.clone())).collect();
        json!({
            "aws_lb": {"a": {}},
            "aws_lb_listener": {"a": {"load_balancer_arn": "${aws_lb.a.arn}"}},
            "aws_lb_listener_rule": rules,
        })
    }

    #[test]
    fn quotas_are_kept() {
        breaks(
            &RULE,
            balancer(101),
            &["aws_lb.a: : it has 101 rules; 100 is what an account may have unasked"],
        );
        holds(&RULE, balancer(100));
        let balancers: serde_json::Map<_, _> = (0..51).map(|at| (format!("b{at}"), json!({}))).collect();
        breaks(
            &RULE,
            json!({"aws_lb": balancers}),
            &["aws_lb.b9: : more than 50 application load balancers in one region"],
        );
        unjudged(&RULE, json!({"aws_lb": {"a": {"load_balancer_type": "${var.kind}"}}}));
    }
}
