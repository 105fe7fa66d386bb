//! Terraform talks to AWS over TLS that it verifies.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "provider-tls",
    severity: Severity::Error,
    summary: "a provider verifies whom it talks to",
    why: "whoever stands on the way reads every secret of the state, and answers in AWS's name",
    source: Some("https://registry.terraform.io/providers/hashicorp/aws/latest/docs"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for provider in context.configuration.others("provider").filter(|one| one.block().name == "aws") {
        let at = provider.get("insecure");
        if found.boolean(at, false) == Some(true) {
            let message = "the provider takes anybody's certificate for AWS's";
            found.report(
                at,
                message,
                "remove `insecure`; a proxy's certificate goes into `custom_ca_bundle`",
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
    fn certificates_are_verified() {
        let of = |insecure: serde_json::Value| json!({"provider": {"aws": {"insecure": insecure}}});
        breaks(
            &RULE,
            of(json!(true)),
            &["provider.aws: provider.aws.insecure: the provider takes anybody's certificate for AWS's"],
        );
        holds(&RULE, of(json!(null)));
        unjudged(&RULE, of(json!("${var.insecure}")));
    }
}
