//! An id is not spelled out.

use aws::ec2::{RouteTable, Vpc};
use terraform::Handle;

fn case(tags: aws::Tags, vpc: Handle<Vpc>) -> RouteTable {
    RouteTable {
        tags,
        vpc_id: /* right: vpc.id() */ "${aws_vpc.main.id}", //~ E0308
    }
}
