//! AWS KMS. A key's ARN is made of no name: it is known by its tags. A key's own policy must allow the same.

use super::{CLAIMED, EVERYTHING, Grant, MADE, TAGGED, When, read, write};

const KEY: &[&str] = &["aws_kms_key"];
const ALIAS: &[&str] = &["aws_kms_alias"];
const PARAMETER: &[&str] = &["aws_ssm_parameter"];
const KEYS: &[&str] = &["arn:aws:kms:{region}:{account}:key/*"];
const ALIASES: &[&str] = &["arn:aws:kms:{region}:{account}:alias/{prefix}-*"];

const TAGGED_THROUGH_PARAMETERS: &[When] =
    &[TAGGED[0], TAGGED[1], ("StringEquals", "kms:ViaService", "ssm.{region}.amazonaws.com")];
const TAGGED_THROUGH_REPOSITORIES: &[When] =
    &[TAGGED[0], TAGGED[1], ("StringEquals", "kms:ViaService", "ecr.{region}.amazonaws.com")];

const DATABASES: &[&str] =
    &["aws_backup_vault", "aws_db_instance", "aws_rds_cluster", "aws_rds_cluster_instance"];
/// RDS, Secrets Manager, which it keeps the master password in, and AWS Backup.
const TAGGED_THROUGH_DATABASES: &[When] = &[
    TAGGED[0],
    TAGGED[1],
    ("StringEquals", "kms:ViaService", "rds.{region}.amazonaws.com"),
    ("StringEquals", "kms:ViaService", "secretsmanager.{region}.amazonaws.com"),
    ("StringEquals", "kms:ViaService", "backup.{region}.amazonaws.com"),
];

pub(super) const GRANTS: &[Grant] = &[
    read(
        "Keys",
        KEY,
        &["kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags"],
        KEYS,
    )
    .when(TAGGED),
    read("KeyAliases", ALIAS, &["kms:ListAliases"], EVERYTHING),
    // Parameter Store and ECR use keys in the caller's name.
    // <https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html>
    // <https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html>
    read("Parameters", PARAMETER, &["kms:Decrypt"], KEYS).when(TAGGED_THROUGH_PARAMETERS),
    write("KeysMade", KEY, &["kms:CreateKey"], EVERYTHING).when(MADE),
    // A key of somebody else's, such as that of the states, has an environment already.
    // <https://docs.aws.amazon.com/kms/latest/developerguide/tag-permissions.html>
    write("KeysNamed", KEY, &["kms:TagResource"], KEYS).when(CLAIMED),
    write(
        "KeysTagged",
        KEY,
        &[
            "kms:DisableKeyRotation",
            "kms:EnableKeyRotation",
            "kms:PutKeyPolicy",
            "kms:ScheduleKeyDeletion",
            "kms:TagResource",
            "kms:UntagResource",
            "kms:UpdateKeyDescription",
        ],
        KEYS,
    )
    .when(TAGGED),
    // An alias and the key that it names are both asked about.
    write("KeysTagged", ALIAS, &["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"], KEYS).when(TAGGED),
    write("KeyAliasesChanged", ALIAS, &["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"], ALIASES),
    write("ParametersEncrypted", PARAMETER, &["kms:Encrypt"], KEYS).when(TAGGED_THROUGH_PARAMETERS),
    write("RepositoriesEncrypted", &["aws_ecr_repository"], &["kms:CreateGrant", "kms:RetireGrant"], KEYS)
        .when(TAGGED_THROUGH_REPOSITORIES),
    // To describe a key, they need no more than a plan does.
    // <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html>
    // <https://docs.aws.amazon.com/aws-backup/latest/devguide/access-control.html>
    write(
        "DatabasesEncrypted",
        DATABASES,
        &["kms:CreateGrant", "kms:GenerateDataKey", "kms:RetireGrant"],
        KEYS,
    )
    .when(TAGGED_THROUGH_DATABASES),
    write("DatabaseSecretsKept", DATABASES, &["kms:Decrypt"], KEYS).when(TAGGED_THROUGH_DATABASES),
];
