//! There is no handle of nothing.

use aws::ec2::Vpc;
use terraform::{File, Handle};

fn case(mut network: File<'_>, vpc: Vpc) -> Handle<Vpc> {
    /* right: network.add("main", vpc) */ Handle::default() //~ E0599
}
