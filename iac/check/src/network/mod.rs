//! Who reaches whom: the walk from subnets over routes to gateways, and through the rules of security groups.
//!
//! An [`End`] is somebody who talks or is talked to. [`Network::reach`] walks from one to the other and says, hop by hop, how;
//! or what stands in the way first; or what nobody can know. Rules, `iac check --explain` and the table of the generated
//! README ask the same walk.

mod connections;
mod ends;
mod groups;
mod hop;
mod inbound;
mod outbound;
mod place;
mod reach;
mod routes;

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use configuration::{Block, Configuration};

use crate::security_groups::SecurityGroups;

pub use connections::Connection;
pub(crate) use ends::{Aws, End, host};
pub(crate) use hop::Answer;
pub(crate) use reach::Leg;

/// The port of everything that is encrypted on the web.
const HTTPS: u16 = 443;

/// The network that the files describe.
pub(crate) struct Network<'c> {
    configuration: &'c Configuration<'c>,
    groups: Rc<SecurityGroups<'c>>,
    /// The ways out of subnets that were walked already.
    routes: RefCell<HashMap<*const Block<'c>, routes::Out<'c>>>,
    forwards: OnceCell<inbound::Forwards<'c>>,
}

impl<'c> Network<'c> {
    pub(crate) fn of(configuration: &'c Configuration<'c>, groups: Rc<SecurityGroups<'c>>) -> Self {
        Self { configuration, groups, routes: RefCell::default(), forwards: OnceCell::new() }
    }
}
