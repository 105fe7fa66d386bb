//! Programs are told the address of a cluster, not that of one of its machines.

use super::told::Address;
use crate::containers::each;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "database-cluster-address",
    severity: Severity::Warning,
    summary: "the host of a database's URL in a variable is the address of a cluster, not that of one of its machines",
    why: "when another machine becomes the one that writes, every program that writes to this one fails",
    source: Some(
        "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Overview.Endpoints.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |_, container, found| {
        for (_, value) in container.environment() {
            let Some(address) = Address::of(value, found) else { continue };
            let machine = address.host.block;
            if machine.resource_type() == Some("aws_rds_cluster_instance") {
                let message = format!("`{}` is one machine of its cluster", machine.address());
                found.report(value, message, "name the cluster's `endpoint`, or its `reader_endpoint`");
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::containers::fargate;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn the_cluster_is_named() {
        let document = |host: &str| -> Value {
            let url = format!("postgres://orders@{host}:5432/orders");
            let containers = json!([{"name": "a", "environment": [{"name": "DATABASE_URL", "value": url}]}]);
            let mut document = fargate(&containers);
            document["aws_rds_cluster"] = json!({"a": {}});
            document["aws_rds_cluster_instance"] =
                json!({"a": {"cluster_identifier": "${aws_rds_cluster.a.id}"}});
            document
        };
        holds(&RULE, document("${aws_rds_cluster.a.endpoint}"));
        breaks(
            &RULE,
            document("${aws_rds_cluster_instance.a.endpoint}"),
            &[
                "aws_ecs_task_definition.a: container_definitions[0].environment[0].value: `aws_rds_cluster_instance.a` is one machine of its cluster",
            ],
        );
        unjudged(&RULE, document("${var.host}"));
    }
}
