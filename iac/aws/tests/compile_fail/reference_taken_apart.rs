//! What a reference is made of is its own business.

use aws::ec2::Vpc;
use terraform::Handle;

fn case(vpc: Handle<Vpc>) -> String {
    /* right: "literal".to_owned() */ vpc.id().target //~ E0616
}
