//! A reference has no `to_string`.

use aws::ec2::Vpc;
use terraform::Handle;

fn case(vpc: Handle<Vpc>) -> String {
    /* right: "literal".to_string() */ vpc.id().to_string() //~ E0599
}
