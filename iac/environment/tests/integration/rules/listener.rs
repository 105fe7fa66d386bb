//! `[load_balancer]`, and the ARNs of the file.

use insta::assert_snapshot;

use crate::support::{bad, good};

#[test]
fn domain_in_zone() {
    assert_snapshot!(bad("load_balancer.listener.issued-certificate.zone = \"example.org\""), @"");
    good("load_balancer.listener.issued-certificate.zone = \"app.example.com\"");
}

#[test]
fn domain_names() {
    let domain = |labels: usize| {
        let domain = format!("{}example.com", "a.".repeat(labels));
        format!(
            "[load_balancer.listener.issued-certificate]\ndomain = \"{domain}\"\n[services.orders]\nload_balancer = \"orders\"\n"
        )
    };
    assert_snapshot!(bad(&domain(119)), @"");
    let environment = good(&domain(1));
    let load_balancer = &environment.services.values().next().unwrap().load_balancer;
    assert_eq!(
        environment
            .load_balancer
            .listener
            .domain(load_balancer)
            .as_deref(),
        Some("orders.a.example.com")
    );
}

#[test]
fn arn_place() {
    let key = |place| {
        format!("state.kms_key_arn = \"arn:aws:kms:{place}:key/5f0c6f5e-6e0b-4b3a-9d1c-2a7f8e9b0c1d\"")
    };
    assert_snapshot!(bad(&key("us-east-2:210987654321")), @"");
    good(&key("us-east-1:123456789012"));
    let secret = |place| {
        format!(
            "services.orders.secrets.DATABASE_URL.kms_key_arn = \"arn:aws:kms:{place}:key/5f0c6f5e-6e0b-4b3a-9d1c-2a7f8e9b0c1d\""
        )
    };
    assert_snapshot!(bad(&secret("us-east-2:123456789012")), @"");
    good(&secret("us-east-1:123456789012"));
}

#[test]
fn exactly_one_listener() {
    assert_snapshot!(bad("[load_balancer.listener.plain-http]"), @"");
}
