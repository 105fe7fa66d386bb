//! Who reaches whom: the walk from subnets over routes to gateways, and through the rules of security groups.
//!
//! An [`End`] is somebody who talks or is talked to. [`Network::reach`] walks from one to the other and says, hop by hop, how;
//! or what stands in the way first; or what nobody can know. Rules, `iac check --explain` and the table of the generated
//! README ask the same walk.

mod connections;
mod databases;
mod ends;
mod groups;
mod hop;
mod inbound;
mod outbound;
mod place;
mod reach;
mod routes;

use std::sync::{Arc, Mutex, OnceLock};

use configuration::{Configuration, Map};

use crate::security_groups::SecurityGroups;

pub use connections::Connection;
pub(crate) use databases::{database_at, is_copy};
pub(crate) use ends::{Aws, End, host};
pub(crate) use hop::Answer;
pub(crate) use reach::Leg;

use hop::Walk;
use place::Place;

/// The port of everything that is encrypted on the web.
const HTTPS: u16 = 443;

/// The network that the files describe.
pub(crate) struct Network<'c> {
    configuration: &'c Configuration<'c>,
    groups: Arc<SecurityGroups<'c>>,
    /// The ways out of subnets that were walked already, by their index.
    routes: Mutex<Map<usize, Arc<routes::Out<'c>>>>,
    forwards: OnceLock<inbound::Forwards<'c>>,
    /// Whether there are associations, and routes, of which nobody knows whose they are.
    open: [OnceLock<bool>; 2],
    /// Where somebody is, by the index of who it is.
    places: Mutex<Map<usize, Walk<'c, Arc<Place<'c>>>>>,
    /// Whether ways are put in words.
    tells: bool,
}

impl<'c> Network<'c> {
    pub(crate) fn of(configuration: &'c Configuration<'c>, groups: Arc<SecurityGroups<'c>>) -> Self {
        Self {
            configuration,
            groups,
            routes: Mutex::default(),
            forwards: OnceLock::new(),
            open: [OnceLock::new(), OnceLock::new()],
            places: Mutex::default(),
            tells: false,
        }
    }

    /// The same, and says of each step of a way what it is.
    pub(crate) fn telling(configuration: &'c Configuration<'c>, groups: Arc<SecurityGroups<'c>>) -> Self {
        Self { tells: true, ..Self::of(configuration, groups) }
    }
}
