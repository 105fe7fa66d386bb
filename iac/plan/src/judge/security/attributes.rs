//! Arguments of which one value is safer than another: exposure, encryption, retention, protection. One list.

use std::cmp::Ordering;

use super::{Said, Turn, is_unclear};
use crate::markdown::code;
use crate::plan::{Change, Plan, Value};

/// Which values are safer.
#[derive(Clone, Copy)]
enum Safer {
    True,
    False,
    /// Longer; 0 and nothing are without end.
    Longer,
    /// More; nothing is 0.
    More,
    /// This one, rather than any other.
    Word(&'static str),
    /// Any one, rather than none.
    Some,
    /// Which one is safer is not for a program to say.
    Unclear,
}
use Safer::{False, Longer, More, Some as Any, True, Unclear, Word};

/// Kind (`""` for every one), argument, what it decides, what is safer.
type Row = (&'static str, &'static str, &'static str, Safer);

const ROWS: &[Row] = &[
    // Open to everybody?
    ("aws_s3_bucket_public_access_block", "block_public_acls", "whether public ACLs are refused", True),
    ("aws_s3_bucket_public_access_block", "block_public_policy", "whether public policies are refused", True),
    ("aws_s3_bucket_public_access_block", "ignore_public_acls", "whether public ACLs are ignored", True),
    (
        "aws_s3_bucket_public_access_block",
        "restrict_public_buckets",
        "whether public buckets are closed",
        True,
    ),
    ("aws_s3_bucket_acl", "acl", "who may read the bucket", Word("private")),
    ("aws_lb", "internal", "whether only the network reaches it, not the internet", True),
    ("aws_subnet", "map_public_ip_on_launch", "whether machines get a public address", False),
    ("aws_instance", "associate_public_ip_address", "whether it has a public address", False),
    (
        "aws_ecs_service",
        "network_configuration.assign_public_ip",
        "whether tasks get a public address",
        False,
    ),
    ("aws_ecs_service", "enable_execute_command", "whether people may run commands in its tasks", False),
    ("aws_lambda_function_url", "authorization_type", "who may call it", Word("AWS_IAM")),
    ("", "publicly_accessible", "whether it has a public address", False),
    ("aws_eks_cluster", "vpc_config.endpoint_public_access", "whether the internet reaches it", False),
    // Read by whom on the way?
    ("aws_lb_listener", "protocol", "what listeners speak", Unclear),
    ("aws_lb_listener", "ssl_policy", "which versions of TLS are spoken", Unclear),
    ("aws_lb_target_group", "protocol", "what is spoken to targets", Unclear),
    ("aws_lb", "drop_invalid_header_fields", "whether invalid headers are dropped", True),
    ("", "transit_encryption_enabled", "whether connections are encrypted", True),
    ("aws_db_parameter_group", "parameter", "how the database is set up, TLS and its log included", Unclear),
    (
        "aws_rds_cluster_parameter_group",
        "parameter",
        "how the database is set up, TLS and its log included",
        Unclear,
    ),
    // Who knows the password?
    ("", "iam_database_authentication_enabled", "whether programs log in with their roles", True),
    ("", "manage_master_user_password", "whether RDS keeps the master password", True),
    // Encrypted with which key?
    ("", "kms_key_id", "the key that it is encrypted with", Any),
    ("", "kms_master_key_id", "the key that it is encrypted with", Any),
    ("", "kms_key_arn", "the key that it is encrypted with", Any),
    ("", "master_user_secret_kms_key_id", "the key that the master password is encrypted with", Any),
    ("", "performance_insights_kms_key_id", "the key that what is seen of it is encrypted with", Any),
    ("aws_ssm_parameter", "key_id", "the key that it is encrypted with", Any),
    ("aws_ssm_parameter", "type", "whether it is encrypted", Word("SecureString")),
    ("", "encrypted", "whether it is encrypted", True),
    ("", "storage_encrypted", "whether it is encrypted", True),
    ("", "at_rest_encryption_enabled", "whether it is encrypted", True),
    ("aws_kms_key", "enable_key_rotation", "whether the key is rotated", True),
    ("aws_kms_key", "is_enabled", "whether the key can be used", True),
    (
        "aws_ecr_repository",
        "encryption_configuration.encryption_type",
        "how images are encrypted",
        Word("KMS"),
    ),
    (
        "aws_s3_bucket_server_side_encryption_configuration",
        "rule.apply_server_side_encryption_by_default.sse_algorithm",
        "how objects are encrypted",
        Word("aws:kms"),
    ),
    // Kept for how long?
    ("aws_cloudwatch_log_group", "retention_in_days", "how many days logs are kept", Longer),
    ("", "backup_retention_period", "how many days backups are kept", More),
    ("", "message_retention_seconds", "how many seconds messages are kept", More),
    (
        "aws_secretsmanager_secret",
        "recovery_window_in_days",
        "for how many days it can be brought back",
        More,
    ),
    ("aws_kms_key", "deletion_window_in_days", "for how many days its deletion can be called off", More),
    ("aws_s3_bucket_lifecycle_configuration", "rule", "when objects end", Unclear),
    ("aws_ecr_lifecycle_policy", "policy", "when images end", Unclear),
    (
        "aws_s3_bucket_versioning",
        "versioning_configuration.status",
        "whether overwritten objects are kept",
        Word("Enabled"),
    ),
    ("aws_backup_plan", "rule", "when copies are made and when they end", Unclear),
    // Protected from ourselves?
    ("", "deletion_protection", "whether it is protected from deletion", True),
    ("", "deletion_protection_enabled", "whether it is protected from deletion", True),
    ("", "enable_deletion_protection", "whether it is protected from deletion", True),
    ("", "skip_final_snapshot", "whether it ends without a last snapshot", False),
    ("", "force_destroy", "whether it can be destroyed with all that is in it", False),
    ("", "force_delete", "whether it can be destroyed with all that is in it", False),
    (
        "aws_ecr_repository",
        "image_tag_mutability",
        "whether a tag always means the same image",
        Word("IMMUTABLE"),
    ),
    ("aws_ecr_repository", "image_scanning_configuration.scan_on_push", "whether images are scanned", True),
    // Bounds of a role.
    ("aws_iam_role", "permissions_boundary", "the boundary of what it may ever do", Any),
    ("aws_iam_user", "permissions_boundary", "the boundary of what it may ever do", Any),
    ("aws_iam_role", "max_session_duration", "for how many seconds it may be assumed", Unclear),
];

pub(super) fn judge(_: &Plan, change: &Change, said: &mut Said) {
    let rows = ROWS.iter().filter(|(kind, ..)| kind.is_empty() || *kind == change.kind);
    for &(_, argument, what, safer) in rows {
        let (before, after) = (change.before.at(argument), change.after.at(argument));
        if change.after.is_empty() || before == after || (before.is_zero() && after.is_empty()) {
            continue;
        }
        let (from, to) = (code(&before.to_string()), code(&after.to_string()));
        if change.before.is_empty() {
            // What is new is worth a word only where it is open on purpose.
            if is_open(safer, after) {
                said.say(Turn::Opens, format!("{what}: {to} ({})", code(argument)));
            }
            continue;
        }
        // A provider says what it chose itself only afterwards.
        if matches!(after, Value::Unknown) && !matches!(safer, Any) {
            continue;
        }
        said.say(turn(safer, before, after), format!("{what}: {from} → {to} ({})", code(argument)));
    }
}

fn turn(safer: Safer, before: &Value, after: &Value) -> Turn {
    if is_unclear(before) || is_unclear(after) {
        return Turn::Unclear;
    }
    let ordering = match safer {
        True => truth(before).cmp(&truth(after)),
        False => truth(after).cmp(&truth(before)),
        Longer => days(before).total_cmp(&days(after)),
        More => number(before).total_cmp(&number(after)),
        Word(word) => (before.as_str() == Some(word)).cmp(&(after.as_str() == Some(word))),
        Any => before.is_empty().cmp(&after.is_empty()).reverse(),
        Unclear => Ordering::Equal,
    };
    match ordering {
        Ordering::Less => Turn::Closes,
        Ordering::Equal => Turn::Unclear,
        Ordering::Greater => Turn::Opens,
    }
}

/// Whether a value is the less safe of two, and somebody wrote it down.
fn is_open(safer: Safer, value: &Value) -> bool {
    match safer {
        True => value.as_bool() == Some(false),
        False => value.as_bool() == Some(true),
        Word("private") => value.as_str().is_some_and(|acl| acl.starts_with("public")),
        Word("AWS_IAM") => value.as_str() == Some("NONE"),
        Word(_) | Longer | More | Any | Unclear => false,
    }
}

fn truth(value: &Value) -> bool {
    value.as_bool().unwrap_or(false)
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(0.0)
}

fn days(value: &Value) -> f64 {
    match number(value) {
        0.0 => f64::INFINITY,
        days => days,
    }
}
