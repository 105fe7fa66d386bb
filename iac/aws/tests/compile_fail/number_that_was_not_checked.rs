//! A port is a number that was checked to be one.

use aws::ec2::VpcSecurityGroupIngressRule;
use aws::limits::Port;

fn case(port: Port, other: VpcSecurityGroupIngressRule) -> VpcSecurityGroupIngressRule {
    VpcSecurityGroupIngressRule {
        from_port: /* right: port */ 0, //~ E0308
        ..other
    }
}
