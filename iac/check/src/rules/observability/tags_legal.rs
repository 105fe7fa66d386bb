//! Tags are as many, as long and of such characters as AWS takes.

use std::collections::HashSet;

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "tags-legal",
    severity: Severity::Error,
    summary: "tags are as many, as long and of such characters as AWS takes",
    why: "AWS refuses the resource",
    source: Some("https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html"),
    check,
};

const MOST: usize = 50;
/// Services that take only the characters that all take. EC2 takes any.
const STRICT: [&str; 12] = [
    "aws_acm_",
    "aws_alb",
    "aws_cloudwatch_",
    "aws_ecr_",
    "aws_ecs_",
    "aws_iam_",
    "aws_kms_",
    "aws_lb",
    "aws_s3_",
    "aws_sns_",
    "aws_ssm_",
    "aws_wafv2_",
];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let mut defaults = HashSet::new();
    for provider in context.configuration.others("provider") {
        let tags = provider.get("default_tags").get("tags");
        judge(tags, true, found);
        // Those of another provider are for resources that say so.
        if !provider.get("alias").is_present() {
            defaults.extend(tags.members().map(|(key, _)| key));
        }
    }
    for block in context.configuration.blocks() {
        let Some(ty) = block.resource_type().filter(|ty| ty.starts_with("aws_")) else { continue };
        let resource = context.configuration.node(block);
        let tags = resource.get("tags");
        if tags.json().is_some_and(|json| json.as_object().is_none()) {
            continue;
        }
        judge(tags, STRICT.iter().any(|prefix| ty.starts_with(prefix)), found);
        let own = tags.members().filter(|(key, _)| !defaults.contains(key)).count();
        let inherited = if resource.get("provider").is_present() { 0 } else { defaults.len() };
        if tags.is_present() && own + inherited > MOST {
            let message = format!("with those of the provider, there are {} tags", own + inherited);
            found.report(tags, message, format!("keep to {MOST}"));
        }
    }
}

fn judge<'c>(tags: Node<'c>, strict: bool, found: &mut Found<'_, 'c>) {
    for (key, value) in tags.members() {
        // An expression makes the key.
        if key.contains("${") {
            found.unjudged(value);
            continue;
        }
        let lower = key.to_ascii_lowercase();
        let length = key.chars().count();
        if !(1..=128).contains(&length) {
            found.report(value, format!("the key of a tag has {length} characters"), "use 1 to 128");
        } else if lower.starts_with("aws:") {
            found.report(
                value,
                format!("AWS keeps tags like `{key}` for itself"),
                "begin the key with something else",
            );
        } else if strict && !key.chars().all(is_legal) {
            found.report(value, format!("the key `{key}` has characters that AWS does not take"), CHARACTERS);
        }
        let Some(text) = found.text(value) else { continue };
        let length = text.chars().count();
        if length > 256 {
            found.report(value, format!("the tag `{key}` has {length} characters"), "use at most 256");
        } else if strict && !text.chars().all(is_legal) {
            found.report(value, format!("the tag `{key}` has characters that AWS does not take"), CHARACTERS);
        }
    }
}

const CHARACTERS: &str = "use letters, digits, spaces and `_.:/=+-@`";

fn is_legal(character: char) -> bool {
    character.is_alphanumeric() || character == ' ' || "_.:/=+-@".contains(character)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn tags_are_legal() {
        let of = |ty: &str, key: &str, value: &str| json!({ty: {"a": {"tags": {key: value}}}});
        for (key, value, said) in [
            ("", "x", "[\"\"]: the key of a tag has 0 characters"),
            ("aws:x", "x", "[\"aws:x\"]: AWS keeps tags like `aws:x` for itself"),
            ("a*", "x", "[\"a*\"]: the key `a*` has characters that AWS does not take"),
            ("a", "x, y", ".a: the tag `a` has characters that AWS does not take"),
            ("a", &"x".repeat(257), ".a: the tag `a` has 257 characters"),
        ] {
            breaks(&RULE, of("aws_sns_topic", key, value), &[&format!("aws_sns_topic.a: tags{said}")]);
        }
        holds(&RULE, of("aws_sns_topic", "Größe", "a b_.:/=+-@9"));
        holds(&RULE, of("aws_vpc", "a", "x, y"));
        unjudged(&RULE, of("aws_sns_topic", "a", "${var.x}"));
    }

    #[test]
    fn there_are_not_too_many() {
        let of = |own: usize| {
            let many = |count: usize, prefix: &str| {
                (0..count)
                    .map(|at| (format!("{prefix}{at}"), "x".to_owned()))
                    .collect::<std::collections::BTreeMap<_, _>>()
            };
            json!({
                "provider": {"aws": {"default_tags": {"tags": many(10, "default")}}},
                "resource": {"aws_sns_topic": {"a": {"tags": many(own, "own")}}},
            })
        };
        breaks(&RULE, of(41), &["aws_sns_topic.a: tags: with those of the provider, there are 51 tags"]);
        holds(&RULE, of(40));
    }
}
