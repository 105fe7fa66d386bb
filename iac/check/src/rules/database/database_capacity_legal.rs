//! The capacity of an Aurora Serverless v2 cluster is one that AWS offers.

use aws::limits::{AuroraCapacity, PauseSeconds};
use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "database-capacity-legal",
    severity: Severity::Error,
    summary: "the capacity of Aurora Serverless v2 is 0 to 256 ACU in halves, its maximum at least 1 and its minimum, and it pauses only where the minimum is 0",
    why: "AWS refuses the cluster",
    source: Some(
        "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ServerlessV2ScalingConfiguration.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for cluster in context.resources("aws_rds_cluster") {
        for scaling in cluster.blocks("serverlessv2_scaling_configuration") {
            judge(scaling, found);
        }
    }
}

fn judge<'c>(scaling: Node<'c>, found: &mut Found<'_, 'c>) {
    let (least, most) = (scaling.get("min_capacity"), scaling.get("max_capacity"));
    let minimum = capacity(least, found);
    let maximum = capacity(most, found);
    if maximum.is_some_and(|maximum| maximum < AuroraCapacity::ONE) {
        found.report(most, "the maximum is less than 1 ACU", "set `max_capacity` to 1 or more");
    } else if let (Some(minimum), Some(maximum)) = (minimum, maximum)
        && minimum > maximum
    {
        found.report(least, format!("the minimum is more than the maximum of {maximum} ACU"), "lower it");
    }
    let pause = scaling.get("seconds_until_auto_pause");
    let Some(seconds) = found.integer(pause) else { return };
    if !u32::try_from(seconds).is_ok_and(|seconds| PauseSeconds::new(seconds).is_ok()) {
        found.report(pause, "a database pauses after 300 to 86400 seconds", "choose a number in between");
    } else if minimum.is_some_and(|minimum| minimum > AuroraCapacity::NONE) {
        let message = "with this minimum the database never pauses";
        found.report(pause, message, "remove `seconds_until_auto_pause`, or set `min_capacity` to 0");
    }
}

fn capacity<'c>(at: Node<'c>, found: &mut Found<'_, 'c>) -> Option<AuroraCapacity> {
    let text = found.text(at)?;
    let Ok(units) = text.trim().parse() else {
        found.unjudged(at);
        return None;
    };
    match AuroraCapacity::new(units) {
        Ok(capacity) => Some(capacity),
        Err(refused) => {
            found.report(at, refused.message, "choose 0 to 256 ACU, in halves");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn cluster(scaling: &Value) -> Value {
        json!({"aws_rds_cluster": {"a": {"serverlessv2_scaling_configuration": scaling}}})
    }

    #[test]
    fn capacity_is_offered() {
        holds(
            &RULE,
            cluster(&json!({"min_capacity": 0, "max_capacity": 1, "seconds_until_auto_pause": 300})),
        );
        holds(&RULE, cluster(&json!([{"min_capacity": 0.5, "max_capacity": 128.5}])));
        holds(&RULE, json!({"aws_rds_cluster": {"a": {}}}));
        for (scaling, said) in [
            (json!({"min_capacity": 0.25, "max_capacity": 1}), "min_capacity: `0.25` is no capacity"),
            (json!({"min_capacity": 1, "max_capacity": 257}), "max_capacity: `257` is no capacity"),
            (json!({"min_capacity": 0, "max_capacity": 0.5}), "max_capacity: the maximum is less than 1 ACU"),
            (
                json!({"min_capacity": 2, "max_capacity": 1}),
                "min_capacity: the minimum is more than the maximum of 1 ACU",
            ),
            (
                json!({"min_capacity": 0, "max_capacity": 1, "seconds_until_auto_pause": 60}),
                "seconds_until_auto_pause: a database pauses after 300 to 86400 seconds",
            ),
            (
                json!({"min_capacity": 0.5, "max_capacity": 1, "seconds_until_auto_pause": 300}),
                "seconds_until_auto_pause: with this minimum the database never pauses",
            ),
        ] {
            let said = format!("aws_rds_cluster.a: serverlessv2_scaling_configuration.{said}");
            breaks(&RULE, cluster(&scaling), &[&said]);
        }
        unjudged(&RULE, cluster(&json!({"min_capacity": "${var.x}", "max_capacity": 1})));
    }
}
