//! Where somebody is: subnets, security groups, addresses.

use std::sync::{Arc, PoisonError};

use aws::limits::Cidr;
use configuration::{Block, Node, Read};

use super::Network;
use super::hop::{Walk, blocked, unknown};

/// Where somebody is.
#[derive(Clone, Debug)]
pub(super) struct Place<'c> {
    /// In which subnets: one of them, whichever.
    pub(super) subnets: Vec<&'c Block<'c>>,
    /// With which security groups.
    pub(super) groups: Vec<&'c Block<'c>>,
    /// The subnets' networks, as far as the files say them all; else none.
    pub(super) networks: Vec<Cidr>,
}

impl<'c> Network<'c> {
    /// Where the tasks of a service are.
    pub(super) fn place_of_service(&self, service: &'c Block<'c>) -> Walk<'c, Arc<Place<'c>>> {
        self.known_place(service, || self.find_service(service))
    }

    fn find_service(&self, service: &'c Block<'c>) -> Walk<'c, Place<'c>> {
        let node = self.node(service);
        let configuration = node.get("network_configuration");
        if !configuration.is_present() {
            return unknown(node, "no file says in which subnets its tasks are");
        }
        self.place(configuration.get("subnets"), configuration.get("security_groups"))
    }

    /// Where a load balancer is.
    pub(super) fn place_of_load_balancer(&self, load_balancer: &'c Block<'c>) -> Walk<'c, Arc<Place<'c>>> {
        self.known_place(load_balancer, || self.find_load_balancer(load_balancer))
    }

    fn find_load_balancer(&self, load_balancer: &'c Block<'c>) -> Walk<'c, Place<'c>> {
        let node = self.node(load_balancer);
        let subnets = node.get("subnets");
        if !subnets.is_present() && node.get("subnet_mapping").is_present() {
            return unknown(node.get("subnet_mapping"), "subnets that are mapped are not judged here");
        }
        self.place(subnets, node.get("security_groups"))
    }

    /// Where an interface endpoint is.
    pub(super) fn place_of_endpoint(&self, endpoint: &'c Block<'c>) -> Walk<'c, Arc<Place<'c>>> {
        let node = self.node(endpoint);
        self.known_place(endpoint, || self.place(node.get("subnet_ids"), node.get("security_group_ids")))
    }

    /// Where a database is: in the subnets of its group, whichever.
    pub(super) fn place_of_database(&self, database: &'c Block<'c>) -> Walk<'c, Arc<Place<'c>>> {
        self.known_place(database, || self.find_database(database))
    }

    fn find_database(&self, database: &'c Block<'c>) -> Walk<'c, Place<'c>> {
        let node = self.node(database);
        let group = node.get("db_subnet_group_name");
        let Read::Known(subnets) = group.resource("aws_db_subnet_group", "name") else {
            return unknown(group, "no file says in which subnets it is");
        };
        self.place(self.node(subnets).get("subnet_ids"), node.get("vpc_security_group_ids"))
    }

    /// Where a block is, which is looked for once.
    fn known_place(
        &self,
        block: &'c Block<'c>,
        find: impl FnOnce() -> Walk<'c, Place<'c>>,
    ) -> Walk<'c, Arc<Place<'c>>> {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        places.entry(block.index()).or_insert_with(|| find().map(Arc::new)).clone()
    }

    fn place(&self, subnets: Node<'c>, groups: Node<'c>) -> Walk<'c, Place<'c>> {
        let groups = self.groups_of(groups, groups)?;
        let mut found = Vec::new();
        for element in subnets.elements() {
            match element.target() {
                Read::Known(target) if target.block.resource_type() == Some("aws_subnet") => {
                    found.push(target.block);
                }
                _ => return unknown(element, "no file says which subnet this is"),
            }
        }
        if found.is_empty() {
            return if subnets.is_present() {
                unknown(subnets, "no file says which subnets these are")
            } else {
                blocked(subnets, "it is in no subnet", "name the subnets")
            };
        }
        let cidr = |subnet: &&'c Block<'c>| {
            let text = self.node(subnet).get("cidr_block").text().known()?;
            Cidr::new(&text).ok()
        };
        let networks = found.iter().map(cidr).collect::<Option<Vec<Cidr>>>().unwrap_or_default();
        Ok(Place { subnets: found, groups, networks })
    }
}
