//! A reference leads to the kind of resource, and the kind of attribute, that the argument takes.

use configuration::{Block, Json, Kind, Node, Target};

use super::kinds::{self, Takes};
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

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for block in context.configuration.blocks() {
        let Some(ty) = block.resource_type().filter(|_| context.configuration.refers(block)) else {
            continue;
        };
        if context.providers().iter().all(|provider| provider.resource(ty).is_none()) {
            continue;
        }
        let walk = Walk { ty, within: "", name: "" };
        walk.look(context.configuration.node(block), found);
    }
}

/// Where the walk is: in a resource of this type, in what stands under `name` in what stands under `within`.
#[derive(Clone, Copy)]
struct Walk<'c> {
    ty: &'c str,
    within: &'c str,
    name: &'c str,
}

impl<'c> Walk<'c> {
    fn look(self, node: Node<'c>, found: &mut Found<'_, 'c>) {
        match node.json() {
            Some(Json::Object(_)) => {
                for (name, member) in node.members() {
                    Walk { within: self.name, name, ..self }.look(member, found);
                }
            }
            Some(Json::Array(_)) => node.elements().for_each(|element| self.look(element, found)),
            Some(Json::String(text)) if self.name == "container_definitions" && text.document().is_some() => {
                if let Some(document) = node.document().known() {
                    self.look(document, found);
                }
            }
            Some(Json::String(text)) if !text.is_literal() => {
                if let Some(takes) = kinds::taken(self.ty, self.within, self.name)
                    && let Some(target) = node.target().known()
                {
                    judge(node, self.name, takes, target, found);
                }
            }
            _ => {}
        }
    }
}

fn judge<'c>(
    node: Node<'c>,
    name: &str,
    takes: Takes,
    Target { block, attribute }: Target<'c>,
    found: &mut Found<'_, 'c>,
) {
    let Kind::Resource(_, ty) = block.kind else { return };
    if attribute.is_empty() || !is_judged(block) {
        return found.unjudged(node);
    }
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
    let Kind::Resource(mode, ty) = block.kind else { return false };
    schema::PROVIDERS.iter().any(|provider| provider.of(mode, ty).is_some())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
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
    fn json_in_text_and_names_in_a_map_are_looked_at() {
        let document = |group: &str, cluster: &str| {
            let definitions = format!(
                r#"[{{"logConfiguration": {{"options": {{"awslogs-group": "${{aws_cloudwatch_log_group.a.{group}}}"}}}}}}]"#
            );
            json!({
                "aws_cloudwatch_log_group": {"a": {}},
                "aws_cloudwatch_metric_alarm": {"a": {"dimensions": {"ClusterName": format!("${{aws_ecs_cluster.a.{cluster}}}")}}},
                "aws_ecs_cluster": {"a": {"name": "a"}},
                "aws_ecs_task_definition": {"a": {"container_definitions": definitions}},
            })
        };
        breaks(
            &RULE,
            document("arn", "id"),
            &[
                "aws_cloudwatch_metric_alarm.a: dimensions.ClusterName: `ClusterName` is given `id` of `aws_ecs_cluster.a`",
                "aws_ecs_task_definition.a: container_definitions[0].logConfiguration.options.awslogs-group: \
                 `awslogs-group` is given `arn` of `aws_cloudwatch_log_group.a`",
            ],
        );
        holds(&RULE, document("name", "name"));
    }

    #[test]
    fn what_an_argument_takes_depends_on_where_it_stands() {
        let document = |zone: &str, balancer: &str| {
            json!({
                "data": {"aws_route53_zone": {"main": {"name": "example.org"}}},
                "resource": {
                    "aws_lb": {"main": {}},
                    "aws_route53_record": {"a": {
                        "zone_id": zone,
                        "alias": {"name": "${aws_lb.main.dns_name}", "zone_id": balancer},
                    }},
                },
            })
        };
        let (zone, balancer) = ("${data.aws_route53_zone.main.zone_id}", "${aws_lb.main.zone_id}");
        breaks(
            &RULE,
            document(balancer, "${aws_lb.main.arn}"),
            &[
                "aws_route53_record.a: alias.zone_id: `zone_id` is given `arn` of `aws_lb.main`",
                "aws_route53_record.a: zone_id: `zone_id` is given `zone_id` of `aws_lb.main`",
            ],
        );
        holds(&RULE, document(zone, balancer));
    }
}
