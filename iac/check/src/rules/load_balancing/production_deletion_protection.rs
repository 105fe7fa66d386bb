//! Load balancers and databases of production are protected from deletion.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "production-deletion-protection",
    severity: Severity::Warning,
    summary: "load balancers and databases of production are protected from deletion",
    why: "one wrong apply takes production off the network, and its name or its data with it",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-6"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    if context.is_production() != Some(true) {
        return;
    }
    for at in context.resources("aws_lb").map(|balancer| balancer.get("enable_deletion_protection")) {
        if found.boolean(at, false) == Some(false) {
            found.report(
                at,
                "a load balancer of production may be deleted",
                "set `enable_deletion_protection`",
            );
        }
    }
    let databases = ["aws_rds_cluster", "aws_db_instance"].into_iter().flat_map(|ty| context.resources(ty));
    for at in databases.map(|database| database.get("deletion_protection")) {
        if found.boolean(at, false) == Some(false) {
            found.report(at, "a database of production may be deleted", "set `deletion_protection`");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn balancer(environment: &str, protected: &str) -> serde_json::Value {
        json!({
            "provider": {"aws": {"default_tags": {"tags": {"environment": environment}}}},
            "resource": {"aws_lb": {"a": {"enable_deletion_protection": protected}}},
        })
    }

    #[test]
    fn production_is_protected() {
        breaks(
            &RULE,
            balancer("prod", "false"),
            &["aws_lb.a: enable_deletion_protection: a load balancer of production may be deleted"],
        );
        holds(&RULE, balancer("prod", "true"));
        holds(&RULE, balancer("dev", "false"));
        unjudged(&RULE, balancer("prod", "${var.protected}"));
        let mut database = balancer("prod", "true");
        database["resource"]["aws_rds_cluster"] = json!({"a": {}});
        breaks(
            &RULE,
            database,
            &["aws_rds_cluster.a: deletion_protection: a database of production may be deleted"],
        );
    }
}
