//! The name by which a load balancer is reached is not the zone of that name.

use aws::elb::LoadBalancer;
use aws::route53::Alias;
use terraform::Handle;

fn case(balancer: Handle<LoadBalancer>) -> Alias {
    Alias {
        evaluate_target_health: true,
        name: balancer.get(&LoadBalancer::DNS_NAME),
        zone_id: balancer.get(/* right: &LoadBalancer::ZONE_ID */ &LoadBalancer::DNS_NAME), //~ E0308
    }
}
