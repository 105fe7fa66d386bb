//! A reference is not searched.

use aws::ec2::Vpc;
use terraform::Handle;

fn case(vpc: Handle<Vpc>) -> String {
    /* right: "literal".replace("l", "L") */ vpc.id().replace("aws_vpc", "aws_subnet") //~ E0599
}
