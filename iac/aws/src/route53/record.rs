use serde::Serialize;
use terraform::{Attribute, Ref, Resource, Text};

use super::{Zone, ZoneId};
use crate::elb::{CanonicalZoneId, DnsName, LoadBalancer};

/// A DNS record.
#[derive(Serialize)]
pub struct Record {
    pub allow_overwrite: Option<bool>,
    pub name: Text,
    #[serde(flatten)]
    pub value: RecordValue,
    pub zone_id: Ref<Zone, ZoneId>,
}

impl Resource for Record {
    const TYPE: &'static str = "aws_route53_record";
}

/// What a record says: exactly one of an alias and values.
#[derive(Serialize)]
#[serde(untagged)]
pub enum RecordValue {
    /// The addresses of an AWS resource.
    Alias {
        alias: Alias,
        #[serde(rename = "type")]
        kind: AddressRecord,
    },
    /// Values as they are.
    Values {
        records: Vec<Text>,
        /// Seconds for which an answer may be kept.
        ttl: u32,
        #[serde(rename = "type")]
        kind: Text,
    },
}

/// The types of alias records in use.
#[derive(Serialize)]
pub enum AddressRecord {
    A,
}

/// What an alias stands for.
#[derive(Serialize)]
pub struct Alias {
    pub evaluate_target_health: bool,
    pub name: Ref<LoadBalancer, DnsName>,
    pub zone_id: Ref<LoadBalancer, CanonicalZoneId>,
}

/// The kind of an attribute that is a record's full name.
pub enum Fqdn {}

impl Record {
    /// The record's full name.
    pub const FQDN: Attribute<Self, Fqdn> = Attribute::new("fqdn");
}
