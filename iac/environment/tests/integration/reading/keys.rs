//! Keys and words that are not known.

use insta::assert_snapshot;

use crate::support::bad;

#[test]
fn unknown_keys() {
    assert_snapshot!(bad("teir = \"development\""), @r#"
    error: teir: there is no key `teir` here
      --> environments/test.toml:1:1
      |
    1 | teir = "development"
      | ^^^^
      allowed: `application`, `account`, `tier`, `deletion_protection`, `state`, `github`, `network`, `load_balancer`, `compute`, `observability`, `database`, `service_defaults`, `services`, `waivers`, `override`
      hint: did you mean `tier`?
    "#);
    assert_snapshot!(bad("[services.orders]\nmemroy = 512\nzzz = 1"), @"
    error: services.orders.memroy: there is no key `memroy` in `services.orders`
      --> environments/test.toml:2:1
      |
    2 | memroy = 512
      | ^^^^^^
      allowed: `paths`, `port`, `cpu`, `memory`, `load_balancer`, `calls`, `issuer`, `environment`, `secrets`, `scaling`
      hint: did you mean `memory`?

    error: services.orders.zzz: there is no key `zzz` in `services.orders`
      --> environments/test.toml:3:1
      |
    3 | zzz = 1
      | ^^^
      allowed: `paths`, `port`, `cpu`, `memory`, `load_balancer`, `calls`, `issuer`, `environment`, `secrets`, `scaling`
    ");
    assert_snapshot!(bad("[load_balancer.listener.plain-http]\nport = 80\n"), @"
    error: load_balancer.listener: there is more than one
      --> environments/test.toml:1:16
      |
    1 | [load_balancer.listener.plain-http]
      |                ^^^^^^^^
      allowed: one of `issued-certificate`, `given-certificate` or `plain-http`
      hint: remove all but one, here and in the shared defaults

    error: load_balancer.listener.plain-http.port: there is no key `port` in `load_balancer.listener.plain-http`
      --> environments/test.toml:2:1
      |
    2 | port = 80
      | ^^^^
      hint: nothing can be set here; remove it
    ");
    assert_snapshot!(bad("[load_balancer.listener.issued-certificat]\ndomain = \"a.example.com\"\n"), @"
    error: load_balancer.listener.issued-certificat: there is no key `issued-certificat` in `load_balancer.listener`
      --> environments/test.toml:1:25
      |
    1 | [load_balancer.listener.issued-certificat]
      |                         ^^^^^^^^^^^^^^^^^
      allowed: `issued-certificate`, `given-certificate`, `plain-http`
      hint: did you mean `issued-certificate`?
    ");
}

#[test]
fn unknown_values() {
    assert_snapshot!(bad("network.nat = \"one-per-zone\"\ntier = \"prod\"\ncompute.architecture = \"x86_64\""), @r#"
    error: network.nat: `one-per-zone` is not known
      --> environments/test.toml:1:15
      |
    1 | network.nat = "one-per-zone"
      |               ^^^^^^^^^^^^^^
      allowed: `none`, `single`, `one-per-az`
      hint: did you mean `one-per-az`?

    error: tier: `prod` is not known
      --> environments/test.toml:2:8
      |
    2 | tier = "prod"
      |        ^^^^^^
      allowed: `development`, `production`
      hint: did you mean `production`?

    error: compute.architecture: `x86_64` is not known
      --> environments/test.toml:3:24
      |
    3 | compute.architecture = "x86_64"
      |                        ^^^^^^^^
      allowed: `arm64`, `x86-64`
      hint: did you mean `x86-64`?
    "#);
}

#[test]
fn there_is_an_end_to_it() {
    let many: Vec<String> = (0..150).map(|at| format!("unknown-{at} = 1\n")).collect();
    let text = bad(&many.concat());
    assert_eq!(text.matches("error: ").count(), 100, "{text}");
    assert!(text.contains("more may be wrong"), "{text}");
}
