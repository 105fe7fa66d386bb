//! What of a resource is meant is said.

use aws::ec2::{RouteTable, Vpc};
use terraform::Handle;

fn case(tags: aws::Tags, vpc: Handle<Vpc>) -> RouteTable {
    RouteTable {
        tags,
        vpc_id: /* right: vpc.id() */ vpc, //~ E0308
    }
}
