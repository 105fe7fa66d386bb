//! Amazon Route 53: DNS.

mod record;
mod zone;

pub use record::{AddressRecord, Alias, Fqdn, Record, RecordValue};
pub use zone::{Zone, ZoneId, ZoneLookup};
