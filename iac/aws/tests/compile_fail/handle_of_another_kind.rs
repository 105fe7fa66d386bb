//! A handle stays one of what it was made for.

use aws::ec2::{Subnet, Vpc};
use terraform::Handle;

fn case(vpc: Handle<Vpc>, subnet: Handle<Subnet>) -> Handle<Vpc> {
    /* right: vpc */ Handle { ..subnet } //~ E0308
}
