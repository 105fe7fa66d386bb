//! A reference does not stand where the provider wants a value that is known now.

use aws::ec2::{SecurityGroup, Vpc};
use terraform::Handle;

fn case(vpc: Handle<Vpc>, other: SecurityGroup) -> SecurityGroup {
    SecurityGroup {
        name: /* right: "main".to_owned() */ vpc.id(), //~ E0308
        ..other
    }
}
