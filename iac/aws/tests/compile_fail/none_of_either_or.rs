//! A route leads somewhere.

use aws::ec2::{InternetGateway, Route, RouteTable, RouteTarget};
use terraform::Handle;

fn case(table: Handle<RouteTable>, gateway: Handle<InternetGateway>) -> Route {
    let destination_cidr_block = "0.0.0.0/0".to_owned();
    let route_table_id = table.id();
    let target = RouteTarget::InternetGateway(gateway.id());
    /* right: Route { destination_cidr_block, route_table_id, target } */
    Route { destination_cidr_block, route_table_id } //~ E0063
}
