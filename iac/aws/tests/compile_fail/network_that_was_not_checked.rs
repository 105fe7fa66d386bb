//! A VPC's network is text that was checked to be one.

use aws::ec2::Vpc;
use aws::limits::VpcCidr;

fn case(cidr: VpcCidr, other: Vpc) -> Vpc {
    Vpc {
        cidr_block: /* right: cidr */ "10.0.0.1/16".to_owned(), //~ E0308
        ..other
    }
}
