//! Kinds of resources that hold what no apply brings back: the one list of them.

use crate::plan::{Change, Plan};

/// A kind, and what ends with it. A kind is here if making it anew by the same files leaves somebody worse off: data or
/// records are gone, what others wrote down no longer leads here, or what was encrypted can no longer be read.
const KINDS: &[(&str, &str)] = &[
    ("aws_acm_certificate", "the certificate; a new one is valid only when its domain is proven again"),
    ("aws_backup_vault", "the backups in it"),
    ("aws_cloudtrail", "the record of who did what from then on"),
    ("aws_cloudwatch_log_group", "the logs in it"),
    ("aws_cognito_user_pool", "its users and their passwords"),
    ("aws_db_cluster_snapshot", "the snapshot"),
    ("aws_db_instance", "the database"),
    ("aws_db_snapshot", "the snapshot"),
    ("aws_docdb_cluster", "the database"),
    ("aws_dynamodb_table", "the table's items"),
    ("aws_ebs_snapshot", "the snapshot"),
    ("aws_ebs_volume", "the volume's data"),
    ("aws_ecr_repository", "the images in it, also those that run"),
    ("aws_efs_file_system", "the files in it"),
    ("aws_eip", "the address, which others may have on a list"),
    ("aws_elasticache_cluster", "what is cached, or kept, in it"),
    ("aws_elasticache_replication_group", "what is cached, or kept, in it"),
    ("aws_fsx_lustre_file_system", "the files in it"),
    ("aws_iam_access_key", "the key; whoever uses it is locked out"),
    ("aws_iam_user", "the user and the keys that somebody may hold"),
    ("aws_instance", "what is on its disks"),
    ("aws_kinesis_stream", "the records in it"),
    ("aws_kms_key", "everything that was encrypted with it"),
    ("aws_memorydb_cluster", "the data in it"),
    ("aws_msk_cluster", "the messages in it"),
    ("aws_neptune_cluster", "the database"),
    ("aws_opensearch_domain", "the indices in it"),
    ("aws_rds_cluster", "the database"),
    ("aws_rds_cluster_instance", "an instance of the database"),
    ("aws_redshift_cluster", "the database"),
    ("aws_route53_zone", "its records, and the name servers that the domain is delegated to"),
    ("aws_s3_bucket", "the objects in it, and its name"),
    ("aws_s3_object", "the object"),
    ("aws_secretsmanager_secret", "the secret"),
    ("aws_secretsmanager_secret_version", "the secret's value"),
    ("aws_sqs_queue", "the messages in it"),
    ("aws_ssm_parameter", "the parameter's value, which somebody else may have written"),
    ("aws_timestreamwrite_table", "the table's records"),
];

/// What ends with a resource of this kind.
pub(crate) fn lost_with(kind: &str) -> Option<&'static str> {
    KINDS.binary_search_by_key(&kind, |(kind, _)| kind).ok().map(|at| KINDS[at].1)
}

/// What ends by this change.
pub(crate) fn lost_by(change: &Change) -> Option<&'static str> {
    if change.action.destroys() && !change.data { lost_with(&change.kind) } else { None }
}

impl Plan {
    /// The addresses of stateful resources that would be destroyed or replaced.
    pub fn stateful(&self) -> impl Iterator<Item = &str> {
        self.changes.iter().filter(|change| lost_by(change).is_some()).map(|change| change.address.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_found_because_they_are_sorted() {
        assert!(KINDS.is_sorted_by(|one, next| one.0 < next.0));
        assert_eq!(lost_with("aws_cloudwatch_log_group"), Some("the logs in it"));
        assert_eq!(lost_with("aws_subnet"), None);
    }
}
