//! What the roles of an environment may do at most, whatever their policies say: the union of what roles are made for here.
//!
//! The apply role can write any policy into a role that it makes. It cannot make a role without this boundary.

use aws::iam::Statement;
use environment::{Environment, SecretSource};

use super::deploy;
use super::grant::{Grant, Place, TAGGED, When, read, statements, write};
use crate::database;

/// Which keys there will be is not known here; what they are for is.
const THROUGH_PARAMETERS: &[When] =
    &[TAGGED[0], TAGGED[1], ("StringEquals", "kms:ViaService", "ssm.{region}.amazonaws.com")];

const THROUGH_SECRETS: &[When] =
    &[TAGGED[0], TAGGED[1], ("StringEquals", "kms:ViaService", "secretsmanager.{region}.amazonaws.com")];

/// Besides what deployments need.
const GRANTS: &[Grant] = &[
    write(
        "Logs",
        &[],
        &["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        &["arn:aws:logs:{region}:{account}:log-group:/{application}/{environment}/*"],
    ),
    write(deploy::ENCRYPTED, &[], &deploy::USE_OF_KEY, &["arn:aws:kms:{region}:{account}:key/*"])
        .when(THROUGH_PARAMETERS),
    read("LogsFound", &[], &["logs:DescribeLogGroups"], &["arn:aws:logs:{region}:{account}:log-group:*"]),
];

/// What the roles are made for where there is a database. Of which database, AWS alone knows before it is there; of which
/// service, the service's own policy says.
const OF_DATABASE: &[Grant] = &[
    write("Database", &[], &["rds-db:connect"], &["arn:aws:rds-db:{region}:{account}:dbuser:*/*"]),
    write(
        "Vault",
        &[],
        &["backup:CopyIntoBackupVault", "backup:DescribeBackupVault"],
        &["arn:aws:backup:{region}:{account}:backup-vault:{prefix}-*"],
    ),
    // RDS names the secret after no environment; the key that it is encrypted with has the environment's tags.
    write(
        "MasterSecret",
        &[],
        &["secretsmanager:GetSecretValue"],
        &["arn:aws:secretsmanager:{region}:{account}:secret:rds!*"],
    ),
    write("MasterSecretKey", &[], &["kms:Decrypt"], &["arn:aws:kms:{region}:{account}:key/*"])
        .when(THROUGH_SECRETS),
    write("Key", &[], &["kms:CreateGrant", "kms:DescribeKey"], &["arn:aws:kms:{region}:{account}:key/*"])
        .when(TAGGED),
];

pub(super) fn permissions(environment: &Environment) -> Vec<Statement> {
    let managed = environment.database.managed();
    let of_database = if managed.is_some() { OF_DATABASE } else { &[] };
    let grants = deploy::grants(environment).chain(GRANTS).chain(of_database);
    let mut permissions = statements(grants, &Place::of(environment));
    let (mut secrets, mut parameters, mut keys) = (Vec::new(), Vec::new(), Vec::new());
    let arn = |service: &str, resource: String| {
        let account = &environment.account;
        format!("arn:aws:{service}:{}:{}:{resource}", account.region, account.id)
    };
    if let Some(managed) = managed {
        permissions.extend(database::permissions_of_roles(environment, managed));
    }
    for secret in environment.services.values().flat_map(|service| service.secrets.values()) {
        match &secret.source {
            SecretSource::SecretsManager(name) => {
                secrets.push(arn(
                    "secretsmanager",
                    format!("secret:{}-??????", shared(environment, name.as_str())),
                ));
            }
            SecretSource::ParameterStore(name) => {
                let name = format!("/{}", name.as_str().trim_start_matches('/'));
                parameters.push(arn("ssm", format!("parameter{}", shared(environment, &name))));
            }
        }
        keys.extend(secret.kms_key_arn.as_ref().map(ToString::to_string));
    }
    for (sid, action, mut on) in [
        ("Secrets", "secretsmanager:GetSecretValue", secrets),
        ("Parameters", "ssm:GetParameters", parameters),
        ("SecretKeys", "kms:Decrypt", keys),
    ] {
        on.sort();
        on.dedup();
        if !on.is_empty() {
            permissions.push(Statement::allow(sid, [action]).on(on));
        }
    }
    permissions
}

/// One pattern for all the names that begin as the environment's do, so that a new service needs no new boundary.
fn shared(environment: &Environment, name: &str) -> String {
    let start = format!("{}/{}/", environment.application, environment.name);
    match name.trim_start_matches('/').strip_prefix(&start) {
        Some(_) => format!("{}{start}*", if name.starts_with('/') { "/" } else { "" }),
        None => name.to_owned(),
    }
}
