//! A reference does not become a string.

use aws::ec2::Vpc;
use terraform::Handle;

fn case(vpc: Handle<Vpc>) -> String {
    /* right: "literal".into() */ vpc.id().into() //~ E0277
}
