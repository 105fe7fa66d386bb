//! Only adding something to a stack makes a handle.

use aws::ec2::Vpc;
use terraform::{File, Handle};

fn case(mut network: File<'_>, vpc: Vpc) -> Handle<Vpc> {
    /* right: network.add("main", vpc) */ Handle::new(unreachable!()) //~ E0624
}
