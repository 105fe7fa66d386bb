//! An ARN is no id.

use aws::ec2::{RouteTable, Vpc};
use terraform::Handle;

fn case(tags: aws::Tags, vpc: Handle<Vpc>) -> RouteTable {
    RouteTable {
        tags,
        vpc_id: /* right: vpc.id() */ vpc.arn(), //~ E0308
    }
}
