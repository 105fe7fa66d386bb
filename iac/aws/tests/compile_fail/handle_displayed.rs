//! A handle is not displayed.

use aws::ec2::Vpc;
use terraform::Handle;

fn case(vpc: Handle<Vpc>) -> String {
    format!("{}", /* right: "literal" */ vpc) //~ E0277
}
