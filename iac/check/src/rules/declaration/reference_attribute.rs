//! What is referred to has the attribute.

use configuration::{Map, Mode, Root};
use schema::Block;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "reference-attribute",
    severity: Severity::Error,
    summary: "an attribute that is referred to is one that the resource has",
    why: "Terraform refuses the plan",
    source: Some("https://developer.hashicorp.com/terraform/language/expressions/references"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let configuration = context.configuration;
    // How many versions know the type, and how many of them not the attribute.
    let mut judged: Map<(Mode, &str, &str), (usize, usize)> = Map::default();
    for (at, expression) in configuration.references() {
        for traversal in expression.traversals() {
            let Root::Resource(mode, ty, name) = traversal.root else { continue };
            let Some(target) = configuration.resource(mode, ty, name) else { continue };
            let attribute = traversal.attribute;
            // Of one of several, the first name may be a key.
            if attribute.is_empty() || !target.is_single() {
                continue;
            }
            let (known, without) = *judged.entry((mode, ty, attribute)).or_insert_with(|| {
                let blocks = context.providers().iter().filter_map(|provider| provider.of(mode, ty));
                let has =
                    |block: &&Block| block.attribute(attribute).is_some() || block.block(attribute).is_some();
                let (with, without): (Vec<&Block>, Vec<&Block>) = blocks.partition(has);
                (with.len() + without.len(), without.len())
            });
            if known == 0 {
                found.unjudged(at);
            } else if context.refuses(without) {
                let message = format!("`{}` has no attribute `{attribute}`", target.address());
                found.report(at, message, "refer to an attribute that the provider's documentation names");
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
    fn attributes_are_the_resources() {
        let document = |attribute: &str| {
            json!({
                "aws_subnet": {"a": {"vpc_id": format!("${{aws_vpc.main.{attribute}}}")}},
                "aws_vpc": {"main": {}},
            })
        };
        breaks(
            &RULE,
            document("identifier"),
            &["aws_subnet.a: vpc_id: `aws_vpc.main` has no attribute `identifier`"],
        );
        holds(&RULE, document("id"));
        unjudged(
            &RULE,
            json!({"aws_quicksight_theme": {"x": {}}, "aws_vpc": {"a": {"tags": {"x": "${aws_quicksight_theme.x.y}"}}}}),
        );
    }
}
