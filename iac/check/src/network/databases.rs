//! From the tasks of a service to a database, and whether the internet leads to its subnets.

use configuration::{Block, Node, Target};

use super::Network;
use super::groups::Other;
use super::hop::{Answer, Stop, Walk, Way, unknown};
use super::inbound::port_at;
use super::routes::Exit;
use crate::security_groups::Direction;

/// What others connect to: Aurora's clusters, and RDS's instances.
pub(super) const DATABASES: [&str; 2] = ["aws_rds_cluster", "aws_db_instance"];

/// The ports that engines listen on, unless they are told another.
/// <https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html>
fn port_of_engine(engine: &str) -> Option<u16> {
    match engine {
        "aurora-postgresql" | "postgres" => Some(5_432),
        "aurora-mysql" | "mariadb" | "mysql" => Some(3_306),
        "db2-ae" | "db2-se" => Some(50_000),
        "oracle-ee" | "oracle-ee-cdb" | "oracle-se2" | "oracle-se2-cdb" => Some(1_521),
        "sqlserver-ee" | "sqlserver-ex" | "sqlserver-se" | "sqlserver-web" => Some(1_433),
        _ => None,
    }
}

/// What an address of a database is in the provider's words.
const ADDRESSES: [(&str, &str); 4] = [
    ("aws_db_instance", "address"),
    ("aws_db_instance", "endpoint"),
    ("aws_rds_cluster", "endpoint"),
    ("aws_rds_cluster", "reader_endpoint"),
];

/// The database whose address a reference leads to.
pub(crate) fn database_at<'c>(target: &Target<'c>) -> Option<&'c Block<'c>> {
    let ty = target.block.resource_type()?;
    ADDRESSES.contains(&(ty, target.attribute)).then_some(target.block)
}

/// Whether a database takes over what another one, or a snapshot of it, was made with.
pub(crate) fn is_copy(database: Node<'_>) -> bool {
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

impl<'c> Network<'c> {
    /// The databases that the files declare.
    pub(super) fn databases(&self) -> impl Iterator<Item = &'c Block<'c>> {
        DATABASES.into_iter().flat_map(|ty| self.blocks(ty))
    }

    /// The way from the tasks of a service to a database.
    pub(crate) fn service_reaches_database(
        &self,
        service: &'c Block<'c>,
        database: &'c Block<'c>,
    ) -> Answer<'c> {
        Answer::of(|way| self.service_to_database(service, database, way))
    }

    /// From the tasks of a service to a database: within a VPC every subnet leads everywhere.
    pub(super) fn service_to_database(
        &self,
        service: &'c Block<'c>,
        database: &'c Block<'c>,
        way: &mut Way<'c>,
    ) -> Walk<'c> {
        let port = self.port_of_database(database)?;
        let from = self.place_of_service(service)?;
        let to = self.place_of_database(database)?;
        self.pass(&from.groups, Direction::Egress, port, Other::Member(&to.groups, &to.networks), way)?;
        self.pass(&to.groups, Direction::Ingress, port, Other::Member(&from.groups, &from.networks), way)?;
        self.step(way, self.node(database), || format!("listens on {port}"));
        Ok(())
    }

    /// The port that a database listens on.
    pub(crate) fn port_of_database(&self, database: &'c Block<'c>) -> Walk<'c, u16> {
        let node = self.node(database);
        let port = node.get("port");
        if port.is_present() {
            return port_at(port);
        }
        let engine = node.get("engine").text().known();
        match engine.and_then(|engine| port_of_engine(&engine)) {
            // A copy listens where its original does.
            Some(port) if !is_copy(node) => Ok(port),
            _ => unknown(port, "no file says on which port it listens"),
        }
    }

    /// Whether a subnet's default route leads to an internet gateway; else, if nobody knows, where that is not said.
    pub(crate) fn faces_internet(&self, subnet: &'c Block<'c>) -> Result<bool, Node<'c>> {
        match self.out(subnet, &mut Way::new()) {
            Ok(exit) => Ok(exit == Exit::Gateway),
            Err(Stop { unknown: true, at, .. }) => Err(at),
            Err(_) => Ok(false),
        }
    }
}
