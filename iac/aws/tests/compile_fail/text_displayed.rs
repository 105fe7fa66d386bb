//! Text with references in it is not displayed.

use aws::ec2::Vpc;
use terraform::Handle;

fn case(vpc: Handle<Vpc>) -> String {
    format!("{}", /* right: "literal" */ terraform::text!["in ", vpc.id()]) //~ E0277
}
