//! There is no text inside a reference.

use aws::ec2::Vpc;
use terraform::Handle;

fn case(vpc: Handle<Vpc>) -> String {
    /* right: "literal".to_owned() */ vpc.id().as_str().to_owned() //~ E0599
}
