//! A program listens where its container is reached.

use configuration::Read;

use crate::containers::each;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "container-listens-on-port",
    severity: Severity::Warning,
    summary: "a program that is told where to listen, by a variable such as LISTEN_ADDR, is told a port of its container, and not to listen to itself alone",
    why: "nobody reaches it: every health check fails, and every deployment is taken back",
    source: None,
    check,
};

/// What programs call where they listen.
const NAMES: [&str; 5] = ["BIND_ADDR", "BIND_ADDRESS", "LISTEN_ADDR", "LISTEN_ADDRESS", "LISTEN_ON"];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |_, container, found| {
        let mappings: Vec<_> = container.ports().map(|mapping| mapping.get("containerPort")).collect();
        // What nobody calls may listen wherever it wants.
        if mappings.is_empty() {
            return;
        }
        let Some(ports) = mappings.into_iter().map(|at| found.integer(at)).collect::<Option<Vec<_>>>() else {
            return;
        };
        for (name, value) in container.environment() {
            let Read::Known(name) = name.text() else { continue };
            if !NAMES.contains(&name.as_ref()) {
                continue;
            }
            let Some(address) = found.text(value) else { continue };
            let Some((host, port)) = address.rsplit_once(':') else { continue };
            let Ok(port) = port.parse::<i64>() else { continue };
            if host == "localhost" || host == "[::1]" || host.starts_with("127.") {
                let message = format!("container `{}` listens to nobody but itself", container.title());
                found.report(value, message, "listen on `0.0.0.0` or `[::]`");
            } else if !ports.contains(&port) {
                let message = format!("container `{}` has no port {port}", container.title());
                found.report(value, message, "listen on a port of its `portMappings`");
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::containers::fargate;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn programs_listen_where_they_are_reached() {
        let document = |value: &str| {
            fargate(&json!([{
                "name": "a", "portMappings": [{"containerPort": 3000}],
                "environment": [{"name": "LISTEN_ADDR", "value": value}],
            }]))
        };
        let said = |said: &str| {
            format!(
                "aws_ecs_task_definition.a: container_definitions[0].environment[0].value: container `a` {said}"
            )
        };
        breaks(&RULE, document("0.0.0.0:3001"), &[&said("has no port 3001")]);
        breaks(&RULE, document("127.0.0.1:3000"), &[&said("listens to nobody but itself")]);
        holds(&RULE, document("0.0.0.0:3000"));
        holds(&RULE, document(":3000"));
        holds(&RULE, document("/run/socket"));
        unjudged(&RULE, document("${var.address}"));
    }
}
