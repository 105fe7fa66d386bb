//! AWS Secrets Manager: the secret that RDS makes for a database's master user, in the name of whoever makes the database.
//! Nobody here reads one.
//!
//! <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html>

use super::{Grant, write};

/// RDS names them: after no database, and so after no environment.
const OF_RDS: &[&str] = &["arn:aws:secretsmanager:{region}:{account}:secret:rds!*"];

pub(super) const GRANTS: &[Grant] = &[write(
    "DatabaseSecretsMade",
    &["aws_db_instance", "aws_rds_cluster"],
    &["secretsmanager:CreateSecret", "secretsmanager:TagResource"],
    OF_RDS,
)];
