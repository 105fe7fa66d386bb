//! A resource is not a reference to it.

use aws::ec2::{RouteTable, Vpc};
use terraform::File;

fn case(mut network: File<'_>, tags: aws::Tags, vpc: Vpc) -> RouteTable {
    RouteTable {
        tags,
        vpc_id: /* right: network.add("main", vpc).id() */ vpc, //~ E0308
    }
}
