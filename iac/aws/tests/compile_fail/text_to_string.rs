//! Text with references in it becomes no string.

use aws::ec2::Vpc;
use terraform::Handle;

fn case(vpc: Handle<Vpc>) -> String {
    String::from(/* right: "literal" */ terraform::text!["in ", vpc.id()]) //~ E0277
}
