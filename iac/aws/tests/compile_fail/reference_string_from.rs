//! No string is made from a reference.

use aws::ec2::Vpc;
use terraform::Handle;

fn case(vpc: Handle<Vpc>) -> String {
    String::from(/* right: "literal" */ vpc.id()) //~ E0277
}
