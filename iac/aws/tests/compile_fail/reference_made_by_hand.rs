//! Only a handle gives a reference.

use aws::ec2::Vpc;
use terraform::{Handle, Ref};

fn case(vpc: Handle<Vpc>) -> Ref<Vpc> {
    /* right: vpc.id() */ Ref("aws_vpc.main.id") //~ E0423
}
