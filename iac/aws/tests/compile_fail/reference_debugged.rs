//! A reference is not printed for debugging either.

use aws::ec2::Vpc;
use terraform::Handle;

fn case(vpc: Handle<Vpc>) -> String {
    format!("{:?}", /* right: "literal" */ vpc.id()) //~ E0277
}
