//! A subnet is in a VPC, not in a subnet.

use aws::ec2::{RouteTable, Subnet, Vpc};
use terraform::Handle;

fn case(tags: aws::Tags, vpc: Handle<Vpc>, subnet: Handle<Subnet>) -> RouteTable {
    RouteTable {
        tags,
        vpc_id: /* right: vpc.id() */ subnet.id(), //~ E0308
    }
}
