//! A route leads to one place.

use aws::ec2::{InternetGateway, NatGateway, Route, RouteTable, RouteTarget};
use terraform::Handle;

fn case(other: Route, internet: Handle<InternetGateway>, nat: Handle<NatGateway>) -> Route {
    let internet = RouteTarget::InternetGateway(internet.id());
    let nat = RouteTarget::NatGateway(nat.id());
    /* right: Route { target: internet, ..other } */
    Route { target: internet, target: nat, ..other } //~ E0062
}
