//! Databases of RDS: who may reach and read them, and what is left when something goes wrong.

mod database_capacity_legal;
mod database_encrypted;
mod database_log_group;
mod database_log_without_values;
mod database_login_by_role;
mod database_login_named;
mod database_logs_exported;
mod database_master_password;
mod database_not_public;
mod database_own_key;
mod database_subnet_zones;
mod database_subnets_inside;
mod database_tls_forced;
mod database_windows_apart;
mod parameters;
mod production_database;

use configuration::Node;

use crate::context::Context;
use crate::rule::Rule;

pub(super) const RULES: &[&Rule] = &[
    &database_capacity_legal::RULE,
    &database_windows_apart::RULE,
    &database_subnet_zones::RULE,
    &database_subnets_inside::RULE,
    &database_not_public::RULE,
    &database_encrypted::RULE,
    &database_own_key::RULE,
    &database_tls_forced::RULE,
    &database_master_password::RULE,
    &database_login_by_role::RULE,
    &database_login_named::RULE,
    &database_logs_exported::RULE,
    &database_log_group::RULE,
    &database_log_without_values::RULE,
    &production_database::RULE,
];

/// What holds data: Aurora's clusters, and RDS's instances.
const DATABASES: [&str; 2] = ["aws_rds_cluster", "aws_db_instance"];

fn databases<'c>(context: &Context<'c>) -> impl Iterator<Item = Node<'c>> {
    DATABASES.into_iter().flat_map(|ty| context.resources(ty))
}

/// Whether an engine speaks PostgreSQL.
fn is_postgresql(engine: &str) -> bool {
    matches!(engine, "aurora-postgresql" | "postgres")
}

/// Whether a database takes over what another one, or a snapshot of it, was made with.
fn is_copy(database: Node<'_>) -> bool {
    let origins = [
        "global_cluster_identifier",
        "replicate_source_db",
        "replication_source_identifier",
        "restore_to_point_in_time",
        "s3_import",
        "snapshot_identifier",
    ];
    origins.iter().any(|origin| database.get(origin).is_present())
}
