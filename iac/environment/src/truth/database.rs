//! Where the databases are.

use aws::limits::{Port, RouteCidr};

/// Where the databases are: the services may connect to these addresses on this port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Database {
    /// Networks that the databases' addresses are in.
    pub ranges: Vec<RouteCidr>,
    /// The port they listen on.
    pub port: Port,
}
