//! Only what a resource declares can be asked for.

use aws::elb::LoadBalancer;
use terraform::{Handle, Text};

fn case(balancer: Handle<LoadBalancer>) -> Text {
    Text::from(balancer.get(/* right: &LoadBalancer::ARN_SUFFIX */ &LoadBalancer::ADDRESS)) //~ E0599
}
