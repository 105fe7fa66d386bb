//! `[load_balancer]`, and the ARNs of the file.

use insta::assert_snapshot;

use crate::support::{bad, good};

#[test]
fn domain_in_zone() {
    assert_snapshot!(bad("load_balancer.listener.issued-certificate.zone = \"example.org\""), @r#"
    error: load_balancer.listener.issued-certificate.domain: `app.example.com` is not in the zone `example.org`
      --> environments/shared/defaults.toml:21:42
       |
    21 | listener.issued-certificate = { domain = "app.example.com", zone = "example.com" }
       |                                          ^^^^^^^^^^^^^^^^^
      allowed: `example.org` and names that end with `.example.org`
    "#);
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
    assert_snapshot!(bad(&domain(119)), @r#"
    error: services.orders.load_balancer: the load balancer's own name cannot be made: a domain name of 256 characters is too long; 253 is the most
      --> environments/test.toml:4:17
      |
    4 | load_balancer = "orders"
      |                 ^^^^^^^^
      hint: choose a shorter `load_balancer` or `domain`
    "#);
    let environment = good(&domain(1));
    let load_balancer = &environment.services.values().next().unwrap().load_balancer;
    assert_eq!(
        environment.load_balancer.listener.domain(load_balancer).as_deref(),
        Some("orders.a.example.com")
    );
}

#[test]
fn arn_place() {
    let key = |place| {
        format!("state.kms_key_arn = \"arn:aws:kms:{place}:key/5f0c6f5e-6e0b-4b3a-9d1c-2a7f8e9b0c1d\"")
    };
    assert_snapshot!(bad(&key("us-east-2:210987654321")), @r#"
    error: state.kms_key_arn: is in the region `us-east-2`
      --> environments/test.toml:1:21
      |
    1 | state.kms_key_arn = "arn:aws:kms:us-east-2:210987654321:key/5f0c6f5e-6e0b-4b3a-9d1c-2a7f8e9b0c1d"
      |                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      allowed: `us-east-1`, where the environment is

    error: state.kms_key_arn: is in the account `210987654321`
      --> environments/test.toml:1:21
      |
    1 | state.kms_key_arn = "arn:aws:kms:us-east-2:210987654321:key/5f0c6f5e-6e0b-4b3a-9d1c-2a7f8e9b0c1d"
      |                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      allowed: `123456789012`, where the environment is
    "#);
    good(&key("us-east-1:123456789012"));
    let secret = |place| {
        format!(
            "services.orders.secrets.DATABASE_URL.kms_key_arn = \"arn:aws:kms:{place}:key/5f0c6f5e-6e0b-4b3a-9d1c-2a7f8e9b0c1d\""
        )
    };
    assert_snapshot!(bad(&secret("us-east-2:123456789012")), @r#"
    error: services.orders.secrets.DATABASE_URL.kms_key_arn: is in the region `us-east-2`
      --> environments/test.toml:1:52
      |
    1 | services.orders.secrets.DATABASE_URL.kms_key_arn = "arn:aws:kms:us-east-2:123456789012:key/5f0c6f5e-6e0b-4b3a-9d1c-2a7f8e9b0c1d"
      |                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      allowed: `us-east-1`, where the environment is
    "#);
    good(&secret("us-east-1:123456789012"));
}

#[test]
fn exactly_one_listener() {
    assert_snapshot!(bad("[load_balancer.listener.plain-http]"), @"
    error: load_balancer.listener: there is more than one
      --> environments/test.toml:1:16
      |
    1 | [load_balancer.listener.plain-http]
      |                ^^^^^^^^
      allowed: one of `issued-certificate`, `given-certificate` or `plain-http`
      hint: remove all but one, here and in the shared defaults
    ");
}
