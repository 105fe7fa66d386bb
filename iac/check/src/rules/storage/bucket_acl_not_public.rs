//! A bucket's access control list does not open it to everybody.

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "bucket-acl-not-public",
    severity: Severity::Error,
    summary: "no access control list opens a bucket to everybody, or to everybody with an account of AWS",
    why: "everybody on the internet may read it, or write to it",
    source: Some("https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl"),
    check,
};

const CANNED: &[&str] = &["public-read", "public-read-write", "authenticated-read"];
const GROUPS: &[&str] = &["/global/AllUsers", "/global/AuthenticatedUsers"];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for list in context.resources("aws_s3_bucket_acl").chain(context.resources("aws_s3_bucket")) {
        let at = list.get("acl");
        if let Some(canned) = found.text(at)
            && CANNED.contains(&canned.as_ref())
        {
            found.report(
                at,
                format!("`{canned}` opens the bucket to everybody"),
                "leave `acl` out: access is the policy's matter",
            );
        }
        for grant in list.blocks("grant") {
            group(grant.get("uri"), found);
        }
        for grant in list.get("access_control_policy").blocks("grant") {
            group(grant.path_to(["grantee", "uri"]), found);
        }
    }
}

fn group<'c>(at: Node<'c>, found: &mut Found<'_, 'c>) {
    if let Some(uri) = found.text(at)
        && GROUPS.iter().any(|group| uri.ends_with(group))
    {
        found.report(
            at,
            "the grant is everybody's",
            "grant it to an account, or better by the bucket's policy",
        );
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn lists_open_nothing() {
        for ty in ["aws_s3_bucket", "aws_s3_bucket_acl"] {
            let document = |acl: &str| json!({ty: {"a": {"acl": acl}}});
            for acl in ["public-read", "authenticated-read"] {
                let message = format!("{ty}.a: acl: `{acl}` opens the bucket to everybody");
                breaks(&RULE, document(acl), &[&message]);
            }
            holds(&RULE, document("private"));
            unjudged(&RULE, document("${var.acl}"));
        }
        let grant = json!({"grantee": {"uri": "http://acs.amazonaws.com/groups/global/AllUsers"}, "permission": "READ"});
        breaks(
            &RULE,
            json!({"aws_s3_bucket_acl": {"a": {"access_control_policy": {"grant": grant}}}}),
            &["aws_s3_bucket_acl.a: access_control_policy.grant.grantee.uri: the grant is everybody's"],
        );
    }
}
