//! Nobody is given the policy of administrators.

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "managed-policy-administrator",
    severity: Severity::Error,
    summary: "no role, user or group has a policy of AWS that allows everything",
    why: "whoever takes it over may do everything in the account",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-1"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for at in attached(context) {
        let Some(arn) = at.text().known() else { continue };
        if ["/AdministratorAccess", "/PowerUserAccess", "/IAMFullAccess"]
            .iter()
            .any(|end| arn.contains(":iam::aws:policy") && arn.ends_with(end))
        {
            found.report(
                at,
                "this policy allows everything, or to take everything",
                "write a policy of what is needed",
            );
        }
    }
}

/// Where policies are attached to somebody.
pub(super) fn attached<'c>(context: &Context<'c>) -> impl Iterator<Item = Node<'c>> {
    let attached = [
        "aws_iam_role_policy_attachment",
        "aws_iam_user_policy_attachment",
        "aws_iam_group_policy_attachment",
    ];
    let attached =
        attached.into_iter().flat_map(|ty| context.resources(ty)).map(|node| node.get("policy_arn"));
    let own = context.resources("aws_iam_role").map(|role| role.get("managed_policy_arns"));
    attached.chain(own).flat_map(Node::elements)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds};

    #[test]
    fn nobody_administers() {
        let of = |policy: &str| json!({"aws_iam_role_policy_attachment": {"a": {"policy_arn": format!("arn:aws:iam::aws:policy/{policy}")}}});
        let said = "aws_iam_role_policy_attachment.a: policy_arn: this policy allows everything, or to take everything";
        breaks(&RULE, of("AdministratorAccess"), &[said]);
        holds(&RULE, of("service-role/AmazonECSTaskExecutionRolePolicy"));
    }
}
