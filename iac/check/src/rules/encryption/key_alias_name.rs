//! A key's alias is called as KMS takes it, and once.

use std::collections::HashMap;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "key-alias-name",
    severity: Severity::Error,
    summary: "a key's alias begins with `alias/`, not with `alias/aws/`, is of letters, digits and `/_-`, and is one key's",
    why: "KMS refuses it",
    source: Some("https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let mut taken: HashMap<String, String> = HashMap::new();
    for alias in context.resources("aws_kms_alias") {
        let at = alias.get("name");
        let Some(name) = found.text(at) else { continue };
        let is_taken = |c: char| c.is_ascii_alphanumeric() || "/_-".contains(c);
        let rest = name.strip_prefix("alias/").unwrap_or_default();
        if rest.is_empty() || !rest.chars().all(is_taken) || name.len() > 256 {
            let message = format!("`{name}` is no name of an alias");
            found.report(
                at,
                message,
                "write `alias/` and letters, digits, `/`, `_` or `-`, at most 256 characters",
            );
        } else if rest.starts_with("aws/") {
            found.report(at, "names below `alias/aws/` are AWS's own", "choose another name");
        } else if let Some(other) = taken.insert(name.to_string(), alias.block().address()) {
            found.report(
                at,
                format!("`{other}` is called `{name}`, too"),
                "give each alias a name of its own",
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
    fn aliases_are_named() {
        let document = |name: &str| json!({"aws_kms_alias": {"a": {"name": name}, "b": {"name": "alias/b"}}});
        for name in ["app", "alias/", "alias/a.b"] {
            let message = format!("aws_kms_alias.a: name: `{name}` is no name of an alias");
            breaks(&RULE, document(name), &[&message]);
        }
        breaks(
            &RULE,
            document("alias/aws/s3"),
            &["aws_kms_alias.a: name: names below `alias/aws/` are AWS's own"],
        );
        breaks(
            &RULE,
            document("alias/b"),
            &["aws_kms_alias.b: name: `aws_kms_alias.a` is called `alias/b`, too"],
        );
        holds(&RULE, document("alias/app/data_1-a"));
        unjudged(&RULE, document("alias/${var.name}"));
    }
}
