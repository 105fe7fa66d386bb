//! A network interface has at most 5 security groups.

use configuration::Json;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "interface-security-groups-quota",
    severity: Severity::Warning,
    summary: "a network interface has at most 5 security groups",
    why: "AWS refuses more until the quota is raised",
    source: Some(
        "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups",
    ),
    check,
};

const MOST: usize = 5;

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (ty, argument) in [("aws_lb", "security_groups"), ("aws_vpc_endpoint", "security_group_ids")] {
        for at in context.resources(ty).map(|resource| resource.get(argument)) {
            if matches!(at.json(), Some(Json::String(_))) {
                found.unjudged(at);
                continue;
            }
            let count = at.elements().count();
            if count > MOST {
                let message = format!("{count} security groups; {MOST} is what an account may have unasked");
                found.report(at, message, "join groups, or ask for a higher quota");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn groups_are_counted() {
        let balancer = |count: usize| json!({"aws_lb": {"a": {"security_groups": vec!["sg-1"; count]}}});
        breaks(
            &RULE,
            balancer(6),
            &["aws_lb.a: security_groups: 6 security groups; 5 is what an account may have unasked"],
        );
        holds(&RULE, balancer(5));
        unjudged(&RULE, json!({"aws_lb": {"a": {"security_groups": "${var.groups}"}}}));
    }
}
