//! Nobody is given a policy of AWS's that allows everything of a service.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::managed_policy_administrator::attached;

pub(crate) const RULE: Rule = Rule {
    id: "managed-policy-full-access",
    severity: Severity::Warning,
    summary: "no role, user or group has a policy of AWS's that allows everything of a service",
    why: "it may do everything to everything of that service, of whichever application",
    source: Some(
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for at in attached(context) {
        let Some(arn) = at.text().known() else { continue };
        let name = arn.rsplit('/').next().unwrap_or_default();
        if arn.contains(":iam::aws:policy/") && name != "IAMFullAccess" && name.contains("FullAccess") {
            found.report(
                at,
                format!("`{name}` allows everything of a service"),
                "write a policy of what is needed, on the resources that are meant",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds};

    #[test]
    fn nobody_has_full_access() {
        let of = |policy: &str| json!({"aws_iam_role_policy_attachment": {"a": {"policy_arn": format!("arn:aws:iam::aws:policy/{policy}")}}});
        breaks(
            &RULE,
            of("AmazonS3FullAccess"),
            &[
                "aws_iam_role_policy_attachment.a: policy_arn: `AmazonS3FullAccess` allows everything of a service",
            ],
        );
        holds(&RULE, of("AmazonS3ReadOnlyAccess"));
    }
}
