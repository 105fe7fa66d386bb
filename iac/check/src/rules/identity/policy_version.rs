//! A policy says which version of the language it is written in, and one that has what it uses.

use configuration::{Node, Read};

use crate::context::Context;
use crate::found::Found;
use crate::policies::member;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "policy-version",
    severity: Severity::Error,
    summary: "a policy's `Version` is `2012-10-17`, or the older one where no variables are used",
    why: "AWS refuses any other date, and without a version takes `${aws:…}` for literal text, so that the policy does not do what it says",
    source: Some("https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html"),
    check,
};

const NOW: &str = "2012-10-17";
const OLD: &str = "2008-10-17";

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (_, document) in context.policies().read(found, |_| true) {
        let at = if document.is_json { member(document.top, "Version") } else { document.top.get("version") };
        let version = match at.text() {
            Read::Known(version) => version,
            // The data source writes the newer one.
            Read::Absent if !document.is_json => continue,
            Read::Absent => OLD.into(),
            Read::Unknown => {
                found.unjudged(at);
                continue;
            }
        };
        let fix = format!("write `\"Version\": \"{NOW}\"`");
        if version != NOW && version != OLD {
            found.report(at, format!("there is no version `{version}` of the policy language"), fix);
        } else if version == OLD && has_variables(document.top) {
            let message =
                format!("variables such as `${{aws:username}}` are literal text in version `{OLD}`");
            found.report(at, message, fix);
        }
    }
}

/// Whether any text below has a variable of IAM's: `$${aws:…}`, as Terraform writes it.
fn has_variables(node: Node<'_>) -> bool {
    let text = node.json().map(ToString::to_string).unwrap_or_default();
    text.contains("$${") || text.contains("&{")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn a_version_is_one_that_there_is() {
        let document = |version: &str, resource: &str| {
            let policy = json!({"Version": version, "Statement": [{"Resource": resource}]});
            json!({"aws_iam_policy": {"a": {"policy": policy.to_string()}}})
        };
        breaks(
            &RULE,
            document("2024-01-01", "*"),
            &["aws_iam_policy.a: policy.Version: there is no version `2024-01-01` of the policy language"],
        );
        breaks(
            &RULE,
            document("2008-10-17", "home/$${aws:username}"),
            &[
                "aws_iam_policy.a: policy.Version: variables such as `${aws:username}` are literal text in version `2008-10-17`",
            ],
        );
        holds(&RULE, document("2012-10-17", "home/$${aws:username}"));
        holds(&RULE, document("2008-10-17", "*"));
        holds(&RULE, json!({"aws_iam_policy": {"a": {"policy": "{\"Statement\": []}"}}}));
        unjudged(&RULE, document("${var.version}", "*"));
    }
}
