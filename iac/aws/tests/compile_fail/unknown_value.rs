//! An application load balancer does not speak TCP.

use aws::elb::Protocol;

fn case() -> Protocol {
    /* right: Protocol::Https */ Protocol::Tcp //~ E0599
}
