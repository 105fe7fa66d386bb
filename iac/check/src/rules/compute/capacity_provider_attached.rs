//! A capacity provider that a service uses is attached to its cluster.

use configuration::{Block, Node, Symbol};

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "capacity-provider-attached",
    severity: Severity::Error,
    summary: "a capacity provider that a service uses is attached to its cluster",
    why: "AWS refuses the service",
    source: Some(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let open = is_open(context);
    for service in context.resources("aws_ecs_service") {
        if service.blocks("capacity_provider_strategy").next().is_none() {
            continue;
        }
        let at = service.get("cluster");
        let Some(cluster) = found.resource(at, "aws_ecs_cluster", "name") else { continue };
        let attached = attached(context, cluster, open);
        for item in service.blocks("capacity_provider_strategy") {
            judge(item.get("capacity_provider"), &attached, &cluster.address(), found);
        }
    }
    for node in context.resources(ATTACHMENT) {
        let attached = providers([node].into_iter());
        for item in node.blocks("default_capacity_provider_strategy") {
            judge(item.get("capacity_provider"), &attached, "the cluster", found);
        }
    }
}

const ATTACHMENT: &str = "aws_ecs_cluster_capacity_providers";

fn judge<'c>(at: Node<'c>, attached: &[Symbol<'c>], cluster: &str, found: &mut Found<'_, 'c>) {
    let Some(provider) = found.symbol(at) else { return };
    if attached.contains(&provider) {
        return;
    }
    if attached.iter().any(Symbol::is_unknown) {
        return found.unjudged(at);
    }
    let message = format!("this capacity provider is not attached to {cluster}");
    found.report(at, message, "name it under `capacity_providers` of `aws_ecs_cluster_capacity_providers`");
}

/// What is attached to a cluster.
fn attached<'c>(context: &Context<'c>, cluster: &'c Block<'c>, open: bool) -> Vec<Symbol<'c>> {
    let configuration = context.configuration;
    let name = configuration.node(cluster).get("name");
    // By reference, or by the name.
    let named =
        name.text().known().and_then(|name| configuration.named(ATTACHMENT, "cluster_name", &name).known());
    let referring = configuration.referring(ATTACHMENT, "cluster_name", cluster);
    let mut attached = providers(referring.chain(named.map(|block| configuration.node(block))));
    // Older versions of the provider had the argument here.
    attached.extend(providers([configuration.node(cluster)].into_iter()));
    if open {
        attached.push(Symbol(vec![configuration::Piece::Unknown]));
    }
    attached
}

/// Whether something may be attached to a cluster of which it is not known to which.
fn is_open(context: &Context<'_>) -> bool {
    let is_unknown =
        |node: Node<'_>| node.get("cluster_name").symbol().known().is_none_or(|name| name.is_unknown());
    !context.configuration.documents().complete || context.resources(ATTACHMENT).any(is_unknown)
}

fn providers<'c>(nodes: impl Iterator<Item = Node<'c>>) -> Vec<Symbol<'c>> {
    let unknown = || Symbol(vec![configuration::Piece::Unknown]);
    nodes
        .flat_map(|node| node.get("capacity_providers").elements())
        .map(|provider| provider.symbol().known().unwrap_or_else(unknown))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn what_is_used_is_attached() {
        let of = |provider: &str, attached: serde_json::Value| {
            json!({
                "aws_ecs_cluster": {"main": {"name": "main"}},
                "aws_ecs_cluster_capacity_providers": attached,
                "aws_ecs_service": {"a": {
                    "cluster": "${aws_ecs_cluster.main.id}",
                    "capacity_provider_strategy": [{"capacity_provider": provider}],
                }},
            })
        };
        let by = |cluster: &str, providers: serde_json::Value| json!({"main": {"cluster_name": cluster, "capacity_providers": providers}});
        let said = "aws_ecs_service.a: capacity_provider_strategy[0].capacity_provider: this capacity provider is not attached to aws_ecs_cluster.main";
        breaks(&RULE, of("FARGATE", json!({})), &[said]);
        breaks(&RULE, of("FARGATE", by("main", json!(["FARGATE_SPOT"]))), &[said]);
        holds(&RULE, of("FARGATE", by("main", json!(["FARGATE", "FARGATE_SPOT"]))));
        holds(&RULE, of("FARGATE", by("${aws_ecs_cluster.main.name}", json!(["FARGATE"]))));
        unjudged(&RULE, of("FARGATE", by("${var.cluster}", json!(["FARGATE"]))));
        unjudged(&RULE, of("FARGATE", by("main", json!("${var.providers}"))));
    }

    #[test]
    fn the_default_is_attached() {
        let of = |provider: &str| {
            json!({"aws_ecs_cluster_capacity_providers": {"a": {
                "capacity_providers": ["FARGATE"],
                "default_capacity_provider_strategy": {"capacity_provider": provider},
            }}})
        };
        breaks(
            &RULE,
            of("FARGATE_SPOT"),
            &[
                "aws_ecs_cluster_capacity_providers.a: default_capacity_provider_strategy.capacity_provider: this capacity provider is not attached to the cluster",
            ],
        );
        holds(&RULE, of("FARGATE"));
    }
}
