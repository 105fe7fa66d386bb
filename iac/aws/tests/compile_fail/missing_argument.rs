//! A required argument is given.

use aws::ec2::{RouteTable, Vpc};
use terraform::Handle;

fn case(tags: aws::Tags, vpc: Handle<Vpc>) -> RouteTable {
    /* right: RouteTable { tags, vpc_id: vpc.id() } */
    RouteTable { tags } //~ E0063
}
