//! A provider of OIDC identities is asked over HTTPS, for tokens that are meant for somebody.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "oidc-provider-legal",
    severity: Severity::Error,
    summary: "the address of a provider of OIDC identities begins with `https://` and has no query, and its tokens are for somebody that is named",
    why: "AWS refuses the provider, or every token of it",
    source: Some("https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for provider in context.resources("aws_iam_openid_connect_provider") {
        let at = provider.get("url");
        if let Some(url) = found.text(at) {
            // The provider adds what is missing of the beginning.
            if url.starts_with("http://") || url.contains(['?', '#']) {
                let message = format!("`{url}` is no address of a provider");
                found.report(at, message, "write `https://`, the host, and a path where it has one");
            }
        }
        for audience in provider.get("client_id_list").elements() {
            if found.text(audience).is_some_and(|text| text.is_empty() || text.contains('*')) {
                let message = "a token is for one whose name is compared as it is";
                found.report(audience, message, "name the audience, as in `sts.amazonaws.com`");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn providers_are_asked_over_https() {
        let document = |url: &str, audience: &str| json!({"aws_iam_openid_connect_provider": {"a": {"url": url, "client_id_list": [audience]}}});
        breaks(
            &RULE,
            document("http://login.example.com", "app"),
            &[
                "aws_iam_openid_connect_provider.a: url: `http://login.example.com` is no address of a provider",
            ],
        );
        breaks(
            &RULE,
            document("https://login.example.com", "*"),
            &[
                "aws_iam_openid_connect_provider.a: client_id_list[0]: a token is for one whose name is compared as it is",
            ],
        );
        holds(&RULE, document("https://login.example.com/tenant", "app"));
        unjudged(&RULE, document("${var.url}", "app"));
    }
}
