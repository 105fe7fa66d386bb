//! A reference does not lead to text.

use aws::ec2::Vpc;
use terraform::Handle;

fn case(vpc: Handle<Vpc>) -> String {
    (*/* right: "literal" */ vpc.id()).to_owned() //~ E0614
}
