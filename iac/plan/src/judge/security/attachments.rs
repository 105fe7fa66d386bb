//! What is given to somebody by being there, and what protects by being there.

use super::{Said, Turn, named};
use crate::plan::{Action, Change, Plan};

/// Kinds that give something to somebody, the argument that says what, and the one that says to whom.
const GIVE: &[(&str, &str, &str, &str)] = &[
    ("aws_iam_role_policy_attachment", "the policy", "policy_arn", "role"),
    ("aws_iam_user_policy_attachment", "the policy", "policy_arn", "user"),
    ("aws_iam_group_policy_attachment", "the policy", "policy_arn", "group"),
    ("aws_iam_policy_attachment", "the policy", "policy_arn", "roles"),
    ("aws_iam_group_membership", "the group's rights", "group", "users"),
    ("aws_iam_access_key", "a key that is valid for ever", "status", "user"),
    ("aws_iam_user_login_profile", "a password", "password_length", "user"),
    ("aws_iam_openid_connect_provider", "trust in whoever this issuer names", "url", "client_id_list"),
    ("aws_lambda_permission", "the right to call it", "function_name", "principal"),
    ("aws_kms_grant", "the use of the key", "key_id", "grantee_principal"),
    ("aws_ram_principal_association", "a share", "resource_share_arn", "principal"),
    ("aws_vpc_peering_connection", "a way between networks", "vpc_id", "peer_vpc_id"),
];

/// Kinds that protect, and what is no more without them.
const PROTECT: &[(&str, &str)] = &[
    ("aws_cloudtrail", "nobody records who does what any more"),
    ("aws_config_configuration_recorder", "nobody records configurations any more"),
    ("aws_default_security_group", "the default group is no longer kept empty"),
    ("aws_flow_log", "traffic is no longer logged"),
    ("aws_guardduty_detector", "nobody looks for threats any more"),
    ("aws_s3_bucket_logging", "access to the bucket is no longer logged"),
    ("aws_s3_bucket_object_lock_configuration", "objects are no longer locked against deletion"),
    ("aws_s3_bucket_ownership_controls", "access-control lists may count again"),
    ("aws_s3_bucket_public_access_block", "nothing blocks public access to the bucket any more"),
    ("aws_s3_bucket_server_side_encryption_configuration", "objects are encrypted with S3's own key only"),
    ("aws_s3_bucket_versioning", "versions are no longer kept"),
    ("aws_wafv2_web_acl", "the firewall is gone"),
    ("aws_wafv2_web_acl_association", "no firewall stands before it any more"),
];

pub(super) fn judge(plan: &Plan, change: &Change, said: &mut Said) {
    if let Some((_, gift, what, whom)) = GIVE.iter().find(|(kind, ..)| *kind == change.kind) {
        for (side, other, turn, verb) in [
            (&change.before, &change.after, Turn::Closes, "takes"),
            (&change.after, &change.before, Turn::Opens, "gives"),
        ] {
            if side.is_empty() || (side.get(what) == other.get(what) && side.get(whom) == other.get(whom)) {
                continue;
            }
            let to = if turn == Turn::Opens { "to" } else { "from" };
            let (what, whom) = (named(plan, change, what, side), named(plan, change, whom, side));
            said.say(turn, format!("{verb} {gift} {what} {to} {whom}"));
        }
    }
    if change.action == Action::Delete
        && let Some((_, without)) = PROTECT.iter().find(|(kind, _)| *kind == change.kind)
    {
        said.say(Turn::Opens, format!("goes: {without}"));
    }
}
