//! Tasks reach where their secrets are.

use configuration::{Node, Piece, Read};

use crate::context::Context;
use crate::found::Found;
use crate::network::Aws;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "task-reaches-secrets",
    severity: Severity::Error,
    summary: "tasks on Fargate reach Secrets Manager and Parameter Store where they have secrets there: by a NAT gateway, or by an \
              endpoint for each",
    why: "a task that cannot fetch a secret (ResourceInitializationError) never starts",
    source: Some(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let network = context.network();
    super::each_container(context, found, |service, container, found| {
        let mut asked = Vec::new();
        for (_, from) in container.secrets() {
            match store(from) {
                None => found.unjudged(from),
                Some(store) if asked.contains(&store) => {}
                Some(store) => {
                    asked.push(store);
                    let name = if store == Aws::Ssm { "Parameter Store" } else { "Secrets Manager" };
                    let what = format!("the tasks of `{}` do not reach {name}", service.address());
                    super::must_be_open(network.service_reaches(service, store), &what, found);
                }
            }
        }
    });
}

/// Where a secret is kept: an ARN says it; a name alone is a parameter's.
fn store(from: Node<'_>) -> Option<Aws> {
    let Read::Known(symbol) = from.symbol() else { return None };
    match symbol.0.first()? {
        Piece::Literal(text) if text.starts_with("arn:") => match text.split(':').nth(2)? {
            "secretsmanager" => Some(Aws::SecretsManager),
            "ssm" => Some(Aws::Ssm),
            _ => None,
        },
        Piece::Literal(_) => Some(Aws::Ssm),
        Piece::Attribute(target) => match target.block.resource_type()? {
            "aws_ssm_parameter" => Some(Aws::Ssm),
            ty if ty.starts_with("aws_secretsmanager_") => Some(Aws::SecretsManager),
            _ => None,
        },
        Piece::Unknown => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::rules::reachability::{sound, with};
    use crate::testing::{breaks, holds};

    #[test]
    fn secrets_are_reached() {
        breaks(
            &RULE,
            with("/aws_route/public/gateway_id", json!("${aws_internet_gateway.other.id}"))
                .as_object()
                .map(|document| {
                    let mut document = document.clone();
                    document["aws_internet_gateway"]["other"] = json!({"vpc_id": "${aws_vpc.other.id}"});
                    document["aws_vpc"]["other"] = json!({});
                    document.into()
                })
                .unwrap(),
            &[
                "aws_route.public: gateway_id: the tasks of `aws_ecs_service.a` do not reach Secrets Manager: `aws_internet_gateway.other` is attached to `aws_vpc.other`, and the route is of `aws_vpc.main`",
            ],
        );
        holds(&RULE, sound());
    }
}
