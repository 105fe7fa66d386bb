//! An argument has the provider's name.

use aws::ec2::{RouteTable, Vpc};
use terraform::Handle;

fn case(tags: aws::Tags, vpc: Handle<Vpc>) -> RouteTable {
    /* right: RouteTable { tags, vpc_id: vpc.id() } */
    RouteTable { tags, vpc: vpc.id() } //~ E0560
}
