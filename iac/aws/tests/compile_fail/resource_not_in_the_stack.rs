//! Only what was added to a stack can be referred to.

use aws::ec2::{RouteTable, Vpc};
use terraform::File;

fn case(mut network: File<'_>, tags: aws::Tags, vpc: Vpc) -> RouteTable {
    RouteTable {
        tags,
        vpc_id: /* right: network.add("main", vpc).id() */ vpc.id(), //~ E0599
    }
}
