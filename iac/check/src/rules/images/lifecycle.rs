//! The rules of lifecycle policies.

use configuration::Node;

use crate::context::Context;
use crate::found::Found;

/// What policies say, as far as it is known: for each, the argument and the document in it.
pub(super) fn policies<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) -> Vec<(Node<'c>, Node<'c>)> {
    let mut policies = Vec::new();
    for policy in context.resources("aws_ecr_lifecycle_policy") {
        let at = policy.get("policy");
        policies.extend(found.document(at).map(|document| (at, document)));
    }
    policies
}
