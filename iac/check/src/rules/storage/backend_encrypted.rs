//! Terraform's state is encrypted.

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "backend-encrypted",
    severity: Severity::Warning,
    summary: "the state that Terraform keeps in S3 is encrypted",
    why: "a state has every value in it, also those that are secret",
    source: Some("https://developer.hashicorp.com/terraform/language/backend/s3"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for backend in backends(context) {
        let at = backend.get("encrypt");
        if found.boolean(at, false) == Some(false) {
            found.report(at, "the state is not encrypted by Terraform", "set `encrypt` to true");
        }
    }
}

/// The S3 backends, of which there is one at most.
pub(super) fn backends<'c>(context: &Context<'c>) -> Vec<Node<'c>> {
    let all = context.configuration.others("terraform").map(|block| block.path_to(["backend", "s3"]));
    all.filter(Node::is_present).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds};

    #[test]
    fn states_are_encrypted() {
        let document =
            |encrypt: serde_json::Value| json!({"terraform": {"backend": {"s3": {"encrypt": encrypt}}}});
        let message = "terraform: terraform.backend.s3.encrypt: the state is not encrypted by Terraform";
        breaks(&RULE, document(json!(null)), &[message]);
        breaks(&RULE, document(json!(false)), &[message]);
        holds(&RULE, document(json!(true)));
        holds(&RULE, json!({"terraform": {"backend": {"local": {}}}}));
    }
}
