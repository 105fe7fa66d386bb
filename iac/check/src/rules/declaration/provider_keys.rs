//! No key of an account stands in a provider's configuration.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "provider-keys",
    severity: Severity::Error,
    summary: "no access key of an account stands in a provider's configuration",
    why: "whoever reads the files may act as the key's owner, until somebody withdraws it",
    source: Some("https://registry.terraform.io/providers/hashicorp/aws/latest/docs#provider-configuration"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for provider in context.configuration.others("provider") {
        let is_key = |text: &str| {
            ["AKIA", "ASIA"].iter().any(|start| text.starts_with(start))
                && text.len() == 20
                && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        };
        let at = provider.get("access_key");
        if at.text().known().is_some_and(|text| is_key(&text)) {
            let message = "an access key stands in the files";
            found.secret(at, message, "withdraw the key, and let Terraform take a role or the environment");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds};

    #[test]
    fn keys_stand_elsewhere() {
        let of = |key: &str| json!({"provider": {"aws": {"access_key": key}}});
        let said = ["provider.aws: provider.aws.access_key: an access key stands in the files"];
        breaks(&RULE, of("AKIAIOSFODNN7EXAMPLE"), &said);
        // A local stand-in for AWS takes anything.
        holds(&RULE, of("test"));
        holds(&RULE, of("${var.access_key}"));
    }
}
