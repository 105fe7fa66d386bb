//! A limit of the kernel is one that can be set, and soft at most what it is hard.

use crate::containers::{each, member};
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "container-ulimits",
    severity: Severity::Error,
    summary: "a limit of the kernel is one that can be set, and soft at most what it is hard",
    why: "AWS refuses the task definition",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Ulimit.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |task, container, found| {
        for limit in container.get("ulimits").elements() {
            let name = member(limit, "name");
            if found.text(name).is_some_and(|name| name != "nofile") && task.is_fargate(found) {
                let message =
                    format!("container `{}` sets a limit that Fargate does not let set", container.title());
                found.report(name, message, "set `nofile` only");
            }
            let (soft, hard) = (member(limit, "softLimit"), member(limit, "hardLimit"));
            if let (Some(soft_limit), Some(hard_limit)) = (found.integer(soft), found.integer(hard))
                // -1 is none.
                && hard_limit >= 0
                && soft_limit > hard_limit
            {
                let message = format!("the soft limit {soft_limit} is higher than the hard one {hard_limit}");
                found.report(soft, message, "lower the soft limit, or raise the hard one");
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::containers::{fargate, instances};
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn limits_can_be_set() {
        let of = |name: &str, soft: i64, hard: i64| json!([{"name": "a", "ulimits": [{"name": name, "softLimit": soft, "hardLimit": hard}]}]);
        let at = "aws_ecs_task_definition.a: container_definitions[0].ulimits[0]";
        let said = format!("{at}.name: container `a` sets a limit that Fargate does not let set");
        breaks(&RULE, fargate(&of("memlock", 1, 1)), &[&said]);
        let said = format!("{at}.softLimit: the soft limit 2 is higher than the hard one 1");
        breaks(&RULE, instances(&of("memlock", 2, 1)), &[&said]);
        holds(&RULE, fargate(&of("nofile", 1024, 1024)));
        holds(&RULE, instances(&of("memlock", 1, -1)));
        unjudged(&RULE, fargate(&of("${var.x}", 1, 1)));
    }
}
