//! A listener without TLS has no certificate.

use aws::elb::{ListenerCertificate, ListenerProtocol, SslPolicy};

fn case(certificate_arn: ListenerCertificate, ssl_policy: SslPolicy) -> ListenerProtocol {
    /* right: ListenerProtocol::Https { certificate_arn, ssl_policy } */
    ListenerProtocol::Http { certificate_arn } //~ E0559
}
