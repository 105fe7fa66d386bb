//! Disks of tasks are encrypted with a key of the account's own.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "cluster-storage-encrypted",
    severity: Severity::Warning,
    summary: "the disks of a cluster's Fargate tasks are encrypted with a key of the account's own",
    why: "nobody can say who reads them, or take that right away, by a key that is AWS's",
    source: Some(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-storage-encryption.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for cluster in context.resources("aws_ecs_cluster") {
        let storage = cluster.path_to(["configuration", "managed_storage_configuration"]);
        let key = storage.get("fargate_ephemeral_storage_kms_key_id");
        if key.is_present() {
            continue;
        }
        if cluster.makes_blocks("configuration")
            || cluster.get("configuration").makes_blocks("managed_storage_configuration")
        {
            found.unjudged(key);
        } else {
            let message = "the disks of tasks are encrypted with a key of AWS's own";
            let fix = "set `managed_storage_configuration.fargate_ephemeral_storage_kms_key_id`";
            found.report(key, message, fix);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn disks_have_a_key() {
        breaks(
            &RULE,
            json!({"aws_ecs_cluster": {"a": {"name": "a"}}}),
            &["aws_ecs_cluster.a: configuration: the disks of tasks are encrypted with a key of AWS's own"],
        );
        let storage = json!([{"fargate_ephemeral_storage_kms_key_id": "${aws_kms_key.a.arn}"}]);
        holds(
            &RULE,
            json!({"aws_ecs_cluster": {"a": {"configuration": {"managed_storage_configuration": storage}}}}),
        );
        unjudged(&RULE, json!({"aws_ecs_cluster": {"a": {"dynamic": {"configuration": {}}}}}));
    }
}
