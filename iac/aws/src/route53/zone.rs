use serde::Serialize;
use terraform::{Attribute, DataSource};

use crate::limits::DomainName;

/// A hosted zone. It exists outside every stack and is looked up.
pub enum Zone {}

/// Looks a hosted zone up by its name.
#[derive(Serialize)]
pub struct ZoneLookup {
    pub name: DomainName,
    pub private_zone: bool,
}

impl DataSource for ZoneLookup {
    const TYPE: &'static str = "aws_route53_zone";
    type Of = Zone;
}

/// The kind of an attribute that is a hosted zone's id.
pub enum ZoneId {}

impl Zone {
    /// The zone's id.
    pub const ZONE_ID: Attribute<Self, ZoneId> = Attribute::new("zone_id");
}
