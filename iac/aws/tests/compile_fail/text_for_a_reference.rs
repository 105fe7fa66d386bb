//! Composed text is no reference, whatever it is composed of.

use aws::ec2::{RouteTable, Vpc};
use terraform::Handle;

fn case(tags: aws::Tags, vpc: Handle<Vpc>) -> RouteTable {
    RouteTable {
        tags,
        vpc_id: /* right: vpc.id() */ terraform::text![vpc.id()], //~ E0308
    }
}
