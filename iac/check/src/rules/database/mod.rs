//! Databases of RDS: who may reach and read them, and what is left when something goes wrong.

mod database_address;
mod database_capacity_legal;
mod database_cluster_address;
mod database_encrypted;
mod database_ingress_told;
mod database_log_group;
mod database_log_without_values;
mod database_login_allowed;
mod database_login_by_role;
mod database_login_named;
mod database_logs_exported;
mod database_master_password;
mod database_not_public;
mod database_own_key;
mod database_subnet_zones;
mod database_subnets_inside;
mod database_subnets_isolated;
mod database_tls_forced;
mod database_tls_verified;
mod database_windows_apart;
mod master_secret_apart;
mod master_secret_read;
mod parameters;
mod production_database;
mod production_database_watched;
mod told;

use std::borrow::Cow;

use configuration::{Node, Read};

use crate::context::Context;
use crate::found::Found;
use crate::network::is_copy;
use crate::rule::Rule;

pub(super) const RULES: &[&Rule] = &[
    &database_capacity_legal::RULE,
    &database_windows_apart::RULE,
    &database_subnet_zones::RULE,
    &database_subnets_inside::RULE,
    &database_subnets_isolated::RULE,
    &database_not_public::RULE,
    &database_ingress_told::RULE,
    &database_encrypted::RULE,
    &database_own_key::RULE,
    &database_tls_forced::RULE,
    &database_tls_verified::RULE,
    &database_address::RULE,
    &database_cluster_address::RULE,
    &database_master_password::RULE,
    &master_secret_read::RULE,
    &master_secret_apart::RULE,
    &database_login_by_role::RULE,
    &database_login_named::RULE,
    &database_login_allowed::RULE,
    &database_logs_exported::RULE,
    &database_log_group::RULE,
    &database_log_without_values::RULE,
    &production_database::RULE,
    &production_database_watched::RULE,
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

/// The engine of a database: a replica has that of its source.
fn engine<'c>(database: Node<'c>, found: &mut Found<'_, 'c>) -> Option<Cow<'c, str>> {
    let own = database.get("engine");
    if !own.is_present()
        && let Read::Known(source) = database.get("replicate_source_db").target()
    {
        return found.text(database.configuration().node(source.block).get("engine"));
    }
    if !own.is_present() {
        found.unjudged(own);
    }
    found.text(own)
}

/// Whether a cluster is one of Aurora Serverless v1: without machines of its own, always encrypted, and without logins by
/// role. <https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless.html>
fn is_first_serverless(database: Node<'_>) -> Read<bool> {
    database.get("engine_mode").text().map(|mode| mode == "serverless").or(false)
}

/// Whether a cluster is the second of a global one, whose data another cluster has, too. The first has a master user.
fn is_secondary(database: Node<'_>) -> bool {
    let is_present = |argument| database.get(argument).is_present();
    is_present("replication_source_identifier")
        || (is_present("global_cluster_identifier") && !is_present("master_username"))
}
