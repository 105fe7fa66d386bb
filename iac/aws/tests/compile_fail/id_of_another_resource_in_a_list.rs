//! A load balancer is in security groups, not in subnets.

use aws::ec2::{SecurityGroup, Subnet};
use aws::ecs::NetworkConfiguration;
use terraform::Handle;

fn case(group: Handle<SecurityGroup>, subnet: Handle<Subnet>) -> NetworkConfiguration {
    NetworkConfiguration {
        assign_public_ip: false,
        security_groups: vec![/* right: group.id() */ subnet.id()], //~ E0308
        subnets: vec![subnet.id()],
    }
}
