//! In a strategy of capacity providers, one has a base, one has a weight, and all are within the limits.

use std::collections::HashSet;

use configuration::{Node, Read};

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "capacity-provider-strategy",
    severity: Severity::Error,
    summary: "in a strategy of capacity providers, one has a base, one has a weight, and all are within the limits",
    why: "AWS refuses the service, or can place no task",
    source: Some(
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html",
    ),
    check,
};

const MOST: usize = 20;

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (ty, name) in [
        ("aws_ecs_service", "capacity_provider_strategy"),
        ("aws_ecs_cluster_capacity_providers", "default_capacity_provider_strategy"),
    ] {
        for node in context.resources(ty) {
            if node.get(name).is_present() {
                strategy(node, name, found);
            }
        }
    }
}

fn strategy<'c>(node: Node<'c>, name: &'static str, found: &mut Found<'_, 'c>) {
    let mut names = HashSet::new();
    let mut with_base = 0;
    let mut weighs = node.makes_blocks(name);
    let (mut fargate, mut instances) = (false, false);
    let items: Vec<_> = node.blocks(name).collect();
    for item in &items {
        for (key, most) in [("base", 100_000), ("weight", 1_000)] {
            let at = item.get(key);
            let Some(value) = found.known(at, at.integer().or(0)) else {
                weighs = true;
                continue;
            };
            if !(0..=most).contains(&value) {
                found.report(at, format!("`{key}` is out of range"), format!("choose 0 to {most}"));
            }
            weighs |= key == "weight" && value > 0;
            with_base += usize::from(key == "base" && value > 0);
            if with_base == 2 && key == "base" && value > 0 {
                found.report(at, "another capacity provider has a base, too", "leave `base` to one of them");
            }
        }
        let provider = item.get("capacity_provider");
        if provider.text().known().is_some_and(|name| !names.insert(name)) {
            found.report(provider, "the strategy has this capacity provider twice", "remove one of the two");
        }
        match provider.text() {
            Read::Known(provider) if provider.starts_with("FARGATE") => fargate = true,
            Read::Known(_) => instances = true,
            _ => {}
        }
    }
    let at = node.get(name);
    // One alone needs no weight; of several, those of weight 0 are used for nothing but their base.
    if items.len() > 1 && !weighs {
        found.report(at, "no capacity provider has a weight", "give one of them a `weight`");
    }
    if fargate && instances {
        found.report(at, "a strategy has Fargate and instances", "keep to one of the two kinds");
    }
    if items.len() > MOST {
        found.report(
            at,
            format!("a strategy has {} capacity providers", items.len()),
            format!("keep to {MOST}"),
        );
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn of(one: serde_json::Value, other: serde_json::Value) -> serde_json::Value {
        let mut items =
            [json!({"capacity_provider": "FARGATE"}), json!({"capacity_provider": "FARGATE_SPOT"})];
        for (item, change) in items.iter_mut().zip([one, other]) {
            item.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        }
        json!({"aws_ecs_service": {"a": {"capacity_provider_strategy": items}}})
    }

    #[test]
    fn strategies_are_legal() {
        let at = "aws_ecs_service.a: capacity_provider_strategy";
        for (one, other, said) in [
            (json!({"weight": 1001}), json!({}), "[0].weight: `weight` is out of range"),
            (json!({"weight": 1, "base": 100_001}), json!({}), "[0].base: `base` is out of range"),
            (
                json!({"weight": 1, "base": 1}),
                json!({"base": 1}),
                "[1].base: another capacity provider has a base, too",
            ),
            (json!({}), json!({}), ": no capacity provider has a weight"),
            (
                json!({"weight": 1}),
                json!({"capacity_provider": "mine"}),
                ": a strategy has Fargate and instances",
            ),
        ] {
            breaks(&RULE, of(one, other), &[&format!("{at}{said}")]);
        }
        holds(&RULE, of(json!({"weight": 1, "base": 2}), json!({"weight": "4"})));
        holds(&RULE, of(json!({"weight": 1}), json!({"weight": 0})));
        unjudged(&RULE, of(json!({"weight": "${var.x}"}), json!({})));
    }
}
