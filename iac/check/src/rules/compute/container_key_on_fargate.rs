//! A container on Fargate asks for nothing that Fargate does not offer.

use configuration::{Json, Node};

use crate::containers::{each, member};
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "container-key-on-fargate",
    severity: Severity::Error,
    summary: "a container on Fargate asks for nothing that Fargate does not offer",
    why: "AWS refuses the task definition, or the container runs without it",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html"),
    check,
};

/// Keys of a container that Fargate does not take.
const KEYS: [&str; 6] =
    ["disableNetworking", "dnsSearchDomains", "dnsServers", "dockerSecurityOptions", "extraHosts", "links"];
/// Keys of its `linuxParameters` that Fargate does not take.
const LINUX: [&str; 4] = ["devices", "maxSwap", "sharedMemorySize", "swappiness"];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |task, container, found| {
        let linux = container.get("linuxParameters");
        let of_linux = LINUX.iter().map(|key| (*key, member(linux, key)));
        let keys = KEYS.iter().map(|key| (*key, container.get(key))).chain(of_linux);
        let given: Vec<_> = keys.filter(|(_, node)| is_given(*node)).collect();
        let privileged = container.get("privileged");
        if given.is_empty() && !privileged.is_present() || !task.is_fargate(found) {
            return;
        }
        for (key, node) in given {
            let message =
                format!("container `{}` has `{key}`, which Fargate does not offer", container.title());
            found.report(node, message, format!("remove `{key}`, or run the task on instances"));
        }
        if found.boolean(privileged, false) == Some(true) {
            let message =
                format!("container `{}` is privileged, which Fargate does not offer", container.title());
            found.report(privileged, message, "remove `privileged`");
        }
    });
}

/// Whether it is more than nothing: an empty list asks for nothing.
fn is_given(node: Node<'_>) -> bool {
    match node.json() {
        None | Some(Json::Bool(false)) => false,
        Some(Json::Array(elements)) => !elements.is_empty(),
        Some(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::containers::{fargate, instances};
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn fargate_does_not_offer_everything() {
        let at = "aws_ecs_task_definition.a: container_definitions[0]";
        let privileged = |is: bool| json!([{"name": "a", "privileged": is}]);
        let said = format!("{at}.privileged: container `a` is privileged, which Fargate does not offer");
        breaks(&RULE, fargate(&privileged(true)), &[&said]);
        holds(&RULE, fargate(&privileged(false)));
        holds(&RULE, instances(&privileged(true)));
        let wrong = json!([{"name": "a", "dnsServers": ["10.0.0.2"], "linuxParameters": {"maxSwap": 1}}]);
        breaks(
            &RULE,
            fargate(&wrong),
            &[
                &format!("{at}.dnsServers: container `a` has `dnsServers`, which Fargate does not offer"),
                &format!(
                    "{at}.linuxParameters.maxSwap: container `a` has `maxSwap`, which Fargate does not offer"
                ),
            ],
        );
        holds(&RULE, instances(&wrong));
        holds(&RULE, fargate(&json!([{"links": [], "extraHosts": [], "linuxParameters": {"devices": []}}])));
        let mut unknown = instances(&wrong);
        unknown["aws_ecs_task_definition"]["a"]["requires_compatibilities"] = json!(["${var.where}"]);
        unjudged(&RULE, unknown);
    }
}
