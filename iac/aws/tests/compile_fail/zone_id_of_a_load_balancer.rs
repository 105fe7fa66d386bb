//! The zone of a load balancer's own name is not a zone to put records in.

use aws::elb::LoadBalancer;
use aws::route53::{Record, Zone};
use terraform::Handle;

fn case(zone: Handle<Zone>, balancer: Handle<LoadBalancer>, other: Record) -> Record {
    Record {
        zone_id: /* right: zone.get(&Zone::ZONE_ID) */ balancer.get(&LoadBalancer::ZONE_ID), //~ E0308
        ..other
    }
}
