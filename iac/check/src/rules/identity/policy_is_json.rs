//! A policy is JSON.

use configuration::Json;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "policy-is-json",
    severity: Severity::Error,
    summary: "a policy is an object of JSON",
    why: "AWS refuses it as malformed",
    source: Some("https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for policy in context.policies().all().filter(|policy| policy.document.is_none()) {
        let is_made = match policy.at.json() {
            Some(Json::String(text)) => !text.is_literal(),
            _ => true,
        };
        // JSON in which expressions are the values is read; what else they make is not known.
        let may_be_json = policy.at.document().known().is_none_or(|document| document.is_present());
        if is_made && may_be_json {
            found.unjudged(policy.at);
        } else {
            let message = "the policy is no object of JSON";
            found.report(policy.at, message, "write an object with `Version` and `Statement`");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn a_policy_is_json() {
        let document = |policy: &str| json!({"aws_iam_policy": {"a": {"policy": policy}}});
        for policy in ["{\"Version\":", "[]", "allow everything"] {
            breaks(&RULE, document(policy), &["aws_iam_policy.a: policy: the policy is no object of JSON"]);
        }
        holds(&RULE, document("{\"Version\": \"2012-10-17\", \"Statement\": []}"));
        unjudged(&RULE, document("${file(\"policy.json\")}"));
    }
}
