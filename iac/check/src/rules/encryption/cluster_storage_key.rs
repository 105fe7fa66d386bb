//! The key of a cluster's disks admits Fargate, for this cluster.

use configuration::Read;

use super::keys::{Asks, Who, refused};
use crate::context::Context;
use crate::found::Found;
use crate::policies::needs::key_block;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "cluster-storage-key",
    severity: Severity::Error,
    summary: "the key of a cluster's disks lets Fargate make data keys and grants for that cluster",
    why: "no task of the cluster starts",
    source: Some(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-create-storage-key.html",
    ),
    check,
};

const ACTIONS: &[&str] = &["kms:GenerateDataKeyWithoutPlaintext", "kms:CreateGrant"];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for cluster in context.resources("aws_ecs_cluster") {
        let storage = cluster.path_to(["configuration", "managed_storage_configuration"]);
        let at = storage.get("fargate_ephemeral_storage_kms_key_id");
        let Some(key) = key_block(at) else {
            if at.is_present() {
                found.unjudged(at);
            }
            continue;
        };
        let reader = context.policies().reader();
        let Some(name) = found.known(cluster.get("name"), cluster.get("name").symbol()) else { continue };
        let name = reader.text(cluster, &name);
        let asks = Asks {
            who: Who::Service(&|service| service == "fargate.amazonaws.com"),
            actions: ACTIONS,
            said: &[
                ("kms:EncryptionContext:aws:ecs:clusterName", name),
                ("kms:EncryptionContext:aws:ecs:clusterAccount", reader.own("account")),
            ],
        };
        match refused(context, key, &asks) {
            Read::Known(refused) if !refused.is_empty() => {
                let message = format!(
                    "`{}` does not let Fargate do {} for this cluster",
                    key.address(),
                    super::listed(&refused)
                );
                let fix = "allow `fargate.amazonaws.com` it in the key's policy, for this cluster's name and account";
                found.report(at, message, fix);
            }
            Read::Unknown => found.unjudged(at),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn the_key_admits_the_cluster() {
        let document = |action: serde_json::Value, cluster: &str| {
            let policy = json!({"Statement": [{
                "Effect": "Allow", "Principal": {"Service": "fargate.amazonaws.com"}, "Resource": "*", "Action": action,
                "Condition": {"StringEquals": {"kms:EncryptionContext:aws:ecs:clusterName": cluster}},
            }]});
            let storage = json!({"fargate_ephemeral_storage_kms_key_id": "${aws_kms_key.a.id}"});
            json!({
                "aws_ecs_cluster": {"a": {"configuration": {"managed_storage_configuration": storage}, "name": "app"}},
                "aws_kms_key": {"a": {"policy": policy.to_string()}},
            })
        };
        let both = json!(["kms:GenerateDataKeyWithoutPlaintext", "kms:CreateGrant"]);
        holds(&RULE, document(both.clone(), "app"));
        breaks(
            &RULE,
            document(json!("kms:GenerateDataKey*"), "app"),
            &[
                "aws_ecs_cluster.a: configuration.managed_storage_configuration.fargate_ephemeral_storage_kms_key_id: `aws_kms_key.a` does not let Fargate do `kms:CreateGrant` for this cluster",
            ],
        );
        breaks(
            &RULE,
            document(both.clone(), "other"),
            &[
                "aws_ecs_cluster.a: configuration.managed_storage_configuration.fargate_ephemeral_storage_kms_key_id: `aws_kms_key.a` does not let Fargate do `kms:GenerateDataKeyWithoutPlaintext`, `kms:CreateGrant` for this cluster",
            ],
        );
        unjudged(&RULE, document(both, "${var.cluster}"));
    }
}
