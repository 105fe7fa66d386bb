//! What a resource uses is in its own region.

use std::borrow::Cow;

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "arn-region",
    severity: Severity::Error,
    summary: "a key or certificate that is named by its ARN is in the region of the resource that uses it",
    why: "AWS refuses the resource: it finds no such key or certificate",
    source: Some("https://docs.aws.amazon.com/acm/latest/userguide/acm-regions.html"),
    check,
};

/// Arguments that take an ARN of their own region: a type, a block in it where there is one, and the argument.
const ARGUMENTS: [(&str, Option<&str>, &str); 8] = [
    ("aws_cloudwatch_log_group", None, "kms_key_id"),
    ("aws_ecr_repository", Some("encryption_configuration"), "kms_key"),
    ("aws_ecs_service", None, "cluster"),
    ("aws_lb_listener", None, "certificate_arn"),
    ("aws_lb_listener_certificate", None, "certificate_arn"),
    ("aws_secretsmanager_secret", None, "kms_key_id"),
    ("aws_sns_topic", None, "kms_master_key_id"),
    ("aws_ssm_parameter", None, "key_id"),
];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (ty, block, argument) in ARGUMENTS {
        for resource in context.resources(ty) {
            let places: Vec<Node<'c>> = match block {
                Some(block) => resource.blocks(block).collect(),
                None => vec![resource],
            };
            for at in places.into_iter().map(|place| place.get(argument)) {
                let Some(there) = at.text().known().and_then(|arn| region(&arn)) else { continue };
                let Some(here) = own(context, resource) else {
                    found.unjudged(at);
                    continue;
                };
                if there != here {
                    let message =
                        format!("this is in {there}, and `{}` in {here}", resource.block().address());
                    found.report(at, message, format!("use one of {here}"));
                }
            }
        }
    }
}

/// The region of an ARN, if it has one.
fn region(arn: &str) -> Option<String> {
    let region = arn.strip_prefix("arn:")?.split(':').nth(2)?;
    (!region.is_empty()).then(|| region.to_owned())
}

/// The region of a resource, if there is one provider and it says so.
fn own<'c>(context: &Context<'c>, resource: Node<'c>) -> Option<Cow<'c, str>> {
    if resource.get("region").is_present() {
        return resource.get("region").text().known();
    }
    if resource.get("provider").is_present() {
        return None;
    }
    let mut providers = context.configuration.others("provider").filter(|one| one.block().name == "aws");
    match (providers.next(), providers.next()) {
        (Some(only), None) => only.get("region").text().known(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn keys_are_near() {
        let document = |region: &str, key: &str| {
            json!({
                "provider": {"aws": {"region": region}},
                "resource": {"aws_cloudwatch_log_group": {"a": {"kms_key_id": key}}},
            })
        };
        let key = "arn:aws:kms:eu-west-1:123456789012:key/1";
        breaks(
            &RULE,
            document("us-east-1", key),
            &[
                "aws_cloudwatch_log_group.a: kms_key_id: this is in eu-west-1, and `aws_cloudwatch_log_group.a` in us-east-1",
            ],
        );
        holds(&RULE, document("eu-west-1", key));
        holds(&RULE, document("us-east-1", "${aws_kms_key.a.arn}"));
        unjudged(&RULE, document("${var.region}", key));
    }
}
