//! A reference is not appended to a string.

use aws::ec2::Vpc;
use terraform::Handle;

fn case(vpc: Handle<Vpc>) -> String {
    String::new() + /* right: "literal" */ &vpc.id() //~ E0308
}
