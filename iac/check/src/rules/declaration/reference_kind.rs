//! A reference leads to the kind of resource, and the kind of attribute, that the argument takes.

use configuration::{Block, Mode, Node, Target};

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "reference-kind",
    severity: Severity::Error,
    summary: "a reference leads to the kind of resource and attribute that the argument takes: no subnet for a VPC, no ARN for an id",
    why: "AWS refuses the call in the middle of an apply, or takes it for something else",
    source: Some("https://registry.terraform.io/providers/hashicorp/aws/latest/docs"),
    check,
};

/// An argument's name, and what it may lead to: a type, and its attributes.
type Takes = (&'static str, &'static [(&'static str, &'static [&'static str])]);

const ID: &[&str] = &["id"];
/// Of some types the id is the ARN.
const ARN: &[&str] = &["arn", "id"];
const NAME: &[&str] = &["name", "id"];
const GROUP: &[(&str, &[&str])] = &[
    ("aws_security_group", ID),
    ("aws_default_security_group", ID),
    ("aws_vpc", &["default_security_group_id"]),
    ("aws_lb", &["security_groups"]),
];
const SUBNET: &[(&str, &[&str])] = &[("aws_subnet", ID), ("aws_default_subnet", ID)];
const KEY: &[(&str, &[&str])] =
    &[("aws_kms_key", &["arn", "id", "key_id"]), ("aws_kms_alias", &["arn", "name", "target_key_arn"])];
const ROLE: &[(&str, &[&str])] = &[("aws_iam_role", &["arn"])];
const TABLE: &[(&str, &[&str])] = &[
    ("aws_route_table", ID),
    ("aws_default_route_table", ID),
    ("aws_vpc", &["main_route_table_id", "default_route_table_id"]),
];
const BUCKET: &[(&str, &[&str])] = &[("aws_s3_bucket", &["id", "bucket"])];

/// Sorted by the argument. It is looked up by the argument's own name, wherever in a resource that stands.
const ARGUMENTS: &[Takes] = &[
    ("allocation_id", &[("aws_eip", &["id", "allocation_id"])]),
    (
        "certificate_arn",
        &[
            ("aws_acm_certificate", ARN),
            ("aws_acm_certificate_validation", &["certificate_arn"]),
            ("aws_iam_server_certificate", &["arn"]),
        ],
    ),
    ("cloudwatch_log_group_name", &[("aws_cloudwatch_log_group", NAME)]),
    ("cluster", &[("aws_ecs_cluster", &["arn", "id", "name"])]),
    ("execution_role_arn", ROLE),
    ("gateway_id", &[("aws_internet_gateway", ID), ("aws_vpn_gateway", ID)]),
    ("iam_role_arn", ROLE),
    ("kms_key", KEY),
    ("kms_key_id", KEY),
    ("kms_master_key_id", KEY),
    ("listener_arn", &[("aws_lb_listener", ARN)]),
    ("load_balancer_arn", &[("aws_lb", ARN)]),
    ("log_group_name", &[("aws_cloudwatch_log_group", NAME)]),
    ("nat_gateway_id", &[("aws_nat_gateway", ID)]),
    ("policy_arn", &[("aws_iam_policy", ARN)]),
    ("referenced_security_group_id", GROUP),
    ("role", &[("aws_iam_role", NAME)]),
    ("role_arn", ROLE),
    ("route_table_id", TABLE),
    ("route_table_ids", TABLE),
    ("security_group_id", GROUP),
    ("security_group_ids", GROUP),
    ("security_groups", GROUP),
    ("subnet_id", SUBNET),
    ("subnet_ids", SUBNET),
    ("subnets", SUBNET),
    ("target_bucket", BUCKET),
    ("target_group_arn", &[("aws_lb_target_group", ARN)]),
    ("target_key_id", &[("aws_kms_key", &["arn", "id", "key_id"])]),
    ("task_definition", &[("aws_ecs_task_definition", &["arn", "arn_without_revision", "family", "id"])]),
    ("task_role_arn", ROLE),
    ("topic_arn", &[("aws_sns_topic", ARN)]),
    ("vpc_id", &[("aws_vpc", ID), ("aws_default_vpc", ID)]),
    ("web_acl_arn", &[("aws_wafv2_web_acl", &["arn"])]),
];

/// Arguments of that name that take something else as well.
const EXCEPT: &[(&str, &str)] = &[
    // A record of a hosted zone within a VPC; an instance profile has a role of its own.
    ("aws_route53_zone", "vpc_id"),
    ("aws_lambda_function", "role"),
];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for block in context.configuration.blocks() {
        let Some(ty) = block.resource_type() else { continue };
        if context.providers().iter().all(|provider| provider.resource(ty).is_none()) {
            continue;
        }
        walk(context.configuration.node(block), ty, "", found);
    }
}

/// Looks at a value that stands under `name`, and at those in it.
fn walk<'c>(node: Node<'c>, ty: &str, name: &str, found: &mut Found<'_, 'c>) {
    let Some(json) = node.json() else { return };
    if json.as_object().is_some() {
        for (name, member) in node.members() {
            walk(member, ty, name, found);
        }
    } else if let configuration::Json::Array(_) = json {
        for element in node.elements() {
            walk(element, ty, name, found);
        }
    } else if let Ok(at) = ARGUMENTS.binary_search_by(|(argument, _)| (*argument).cmp(name))
        && !EXCEPT.contains(&(ty, name))
        && let Some(target) = node.target().known()
    {
        judge(node, name, ARGUMENTS[at].1, target, found);
    }
}

fn judge<'c>(
    node: Node<'c>,
    name: &str,
    takes: &[(&str, &[&str])],
    Target { block, attribute }: Target<'c>,
    found: &mut Found<'_, 'c>,
) {
    if attribute.is_empty() || !is_judged(block) {
        return found.unjudged(node);
    }
    let ty = block.resource_type().unwrap_or_default();
    let of_type = takes.iter().find(|(taken, _)| *taken == ty);
    let fits = of_type.is_some_and(|(_, attributes)| attributes.contains(&attribute));
    if fits {
        return;
    }
    let allowed: Vec<String> = takes
        .iter()
        .filter(|(taken, _)| of_type.is_none() || *taken == ty)
        .map(|(taken, attributes)| format!("`{}` of an {taken}", attributes[0]))
        .collect();
    let message = format!("`{name}` is given `{attribute}` of `{}`", block.address());
    found.report(node, message, format!("give it {}", allowed.join(", or ")));
}

/// Whether anything is known of what resources of its type are. Types that the table does not name may still fit.
fn is_judged(block: &Block<'_>) -> bool {
    let managed = matches!(block.kind, configuration::Kind::Resource(Mode::Resource, _));
    managed
        && schema::PROVIDERS
            .iter()
            .any(|provider| provider.resource(block.resource_type().unwrap_or_default()).is_some())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{ARGUMENTS, RULE};
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn references_are_of_the_kind_that_is_taken() {
        let document = |reference: &str| {
            json!({
                "aws_subnet": {"a": {"vpc_id": reference}, "b": {"vpc_id": "${aws_vpc.main.id}"}},
                "aws_vpc": {"main": {}},
            })
        };
        breaks(
            &RULE,
            document("${aws_subnet.b.id}"),
            &["aws_subnet.a: vpc_id: `vpc_id` is given `id` of `aws_subnet.b`"],
        );
        breaks(
            &RULE,
            document("${aws_vpc.main.arn}"),
            &["aws_subnet.a: vpc_id: `vpc_id` is given `arn` of `aws_vpc.main`"],
        );
        holds(&RULE, document("${aws_vpc.main.id}"));
    }

    #[test]
    fn lists_and_blocks_are_looked_into() {
        let document = |attribute: &str| {
            json!({
                "aws_ecs_service": {"a": {"network_configuration": [{"subnets": [format!("${{aws_subnet.a.{attribute}}}")]}]}},
                "aws_subnet": {"a": {}},
            })
        };
        breaks(
            &RULE,
            document("arn"),
            &[
                "aws_ecs_service.a: network_configuration[0].subnets[0]: `subnets` is given `arn` of `aws_subnet.a`",
            ],
        );
        holds(&RULE, document("id"));
    }

    #[test]
    fn what_an_unknown_type_has_is_not_judged() {
        unjudged(
            &RULE,
            json!({"aws_subnet": {"a": {"vpc_id": "${aws_vpc_thing.x.id}"}}, "aws_vpc_thing": {"x": {}}}),
        );
    }

    #[test]
    fn the_table_is_sorted() {
        assert!(ARGUMENTS.is_sorted_by_key(|(argument, _)| argument));
    }
}
