//! No two services of one cluster have the same name.

use std::collections::HashMap;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "service-name-unique",
    severity: Severity::Error,
    summary: "no two services of one cluster have the same name",
    why: "AWS refuses the second service",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let mut taken = HashMap::new();
    for service in context.resources("aws_ecs_service") {
        let at = service.get("name");
        let Some(name) = found.text(at) else { continue };
        let cluster = service.get("cluster");
        // Without one, it is the default.
        let cluster = match found.known(cluster, cluster.resource("aws_ecs_cluster", "name")) {
            Some(block) => block.address(),
            None if cluster.is_present() => continue,
            None => String::new(),
        };
        if let Some(other) = taken.insert((cluster, name), service.block().address()) {
            found.report(
                at,
                format!("`{other}` of the same cluster has this name, too"),
                "give each a name of its own",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn names_are_taken_once() {
        let of = |name: &str, cluster: &str| {
            json!({
                "aws_ecs_cluster": {"main": {"name": "main"}, "other": {"name": "other"}},
                "aws_ecs_service": {
                    "a": {"name": "app", "cluster": "main"},
                    "b": {"name": name, "cluster": cluster},
                },
            })
        };
        breaks(
            &RULE,
            of("app", "${aws_ecs_cluster.main.id}"),
            &["aws_ecs_service.b: name: `aws_ecs_service.a` of the same cluster has this name, too"],
        );
        holds(&RULE, of("app", "other"));
        holds(&RULE, of("api", "main"));
        unjudged(&RULE, of("${var.x}", "main"));
    }
}
