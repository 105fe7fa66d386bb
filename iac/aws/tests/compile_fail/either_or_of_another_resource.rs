//! The argument for NAT gateways takes a NAT gateway.

use aws::ec2::{InternetGateway, NatGateway, RouteTarget};
use terraform::Handle;

fn case(internet: Handle<InternetGateway>, nat: Handle<NatGateway>) -> RouteTarget {
    RouteTarget::NatGateway(/* right: nat.id() */ internet.id()) //~ E0308
}
