//! A target group is replaced before the old one is destroyed.

use std::collections::HashSet;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::forwarding::{target_groups, with_actions};

pub(crate) const RULE: Rule = Rule {
    id: "target-group-replaceable",
    severity: Severity::Warning,
    summary: "a target group is replaced before the old one is destroyed",
    why: "a change of its port, protocol or network destroys the group while a listener uses it, which AWS refuses",
    source: Some(
        "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb_target_group",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let mut used = HashSet::new();
    for (node, name, _) in with_actions(context, found) {
        for at in node.blocks(name).flat_map(target_groups) {
            used.extend(found.target(at).map(|group| group.block.address()));
        }
    }
    for group in context.resources("aws_lb_target_group") {
        if !used.contains(&group.block().address()) {
            continue;
        }
        let first = group.path_to(["lifecycle", "create_before_destroy"]);
        if found.boolean(first, false) == Some(false) {
            found.report(
                first,
                "a listener uses it, and it would be destroyed before its successor is there",
                "set `create_before_destroy`, and derive the name from what forces a replacement",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds};

    fn group(lifecycle: &serde_json::Value) -> serde_json::Value {
        json!({
            "aws_lb_target_group": {"a": {"name": "a", "lifecycle": lifecycle}, "unused": {}},
            "aws_lb_listener": {"a": {"default_action": {"target_group_arn": "${aws_lb_target_group.a.arn}"}}},
        })
    }

    #[test]
    fn the_successor_comes_first() {
        let said = "a listener uses it, and it would be destroyed before its successor is there";
        breaks(
            &RULE,
            group(&json!({})),
            &[&format!("aws_lb_target_group.a: lifecycle.create_before_destroy: {said}")],
        );
        holds(&RULE, group(&json!([{"create_before_destroy": true}])));
    }
}
