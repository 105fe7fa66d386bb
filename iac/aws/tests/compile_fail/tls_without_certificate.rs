//! A listener with TLS has a certificate.

use aws::elb::{ListenerCertificate, ListenerProtocol, SslPolicy};

fn case(certificate_arn: ListenerCertificate, ssl_policy: SslPolicy) -> ListenerProtocol {
    /* right: ListenerProtocol::Https { certificate_arn, ssl_policy } */
    ListenerProtocol::Https { ssl_policy } //~ E0063
}
