//! Values of another type, and values that are refused.

use insta::assert_snapshot;

use crate::support::bad;

#[test]
fn wrong_types() {
    assert_snapshot!(bad("services.orders.cpu = \"256\"\naccount.id = 123456789012\n"), @r#"
    error: services.orders.cpu: is the text `"256"`
      --> environments/test.toml:1:23
      |
    1 | services.orders.cpu = "256"
      |                       ^^^^^
      allowed: a whole number
      hint: remove the quotes

    error: account.id: is the whole number `123456789012`
      --> environments/test.toml:2:14
      |
    2 | account.id = 123456789012
      |              ^^^^^^^^^^^^
      allowed: text in quotes
      hint: put it in quotes
    "#);
    assert_snapshot!(bad("load_balancer.firewall = \"true\"\nservices.orders.environment.DEBUG = true\n"), @r#"
    error: load_balancer.firewall: is the text `"true"`
      --> environments/test.toml:1:26
      |
    1 | load_balancer.firewall = "true"
      |                          ^^^^^^
      allowed: `true` or `false`
      hint: remove the quotes

    error: services.orders.environment.DEBUG: is the boolean `true`
      --> environments/test.toml:2:37
      |
    2 | services.orders.environment.DEBUG = true
      |                                     ^^^^
      allowed: text in quotes
      hint: put it in quotes
    "#);
    assert_snapshot!(bad("network = 1\nservices.orders.paths = \"/a\"\nservices.second = []\n"), @r#"
    error: network: is the whole number `1`
      --> environments/test.toml:1:11
      |
    1 | network = 1
      |           ^
      allowed: a table

    error: services.orders.paths: is the text `"/a"`
      --> environments/test.toml:2:25
      |
    2 | services.orders.paths = "/a"
      |                         ^^^^
      allowed: an array, as in `["a", "b"]`

    error: services.second: is an array
      --> environments/test.toml:3:19
      |
    3 | services.second = []
      |                   ^^
      allowed: a table
    "#);
    assert_snapshot!(bad("services.orders.scaling.minimum = 1.5\ndatabase.port = -1\nservices.orders.memory = 99999999999999999999\n"), @"
    error: services.orders.scaling.minimum: is the number `1.5`
      --> environments/test.toml:1:35
      |
    1 | services.orders.scaling.minimum = 1.5
      |                                   ^^^
      allowed: a whole number

    error: database.port: `-1` is out of range
      --> environments/test.toml:2:17
      |
    2 | database.port = -1
      |                 ^^
      allowed: 1 to 65535

    error: services.orders.memory: `99999999999999999999` is out of range
      --> environments/test.toml:3:26
      |
    3 | services.orders.memory = 99999999999999999999
      |                          ^^^^^^^^^^^^^^^^^^^^
      allowed: 0 to 4294967295
    ");
}

#[test]
fn refused_values() {
    assert_snapshot!(
        bad("network.cidr = \"10.0.0.1/16\"\naccount.region = \"us-east-3\"\nobservability.log_retention_days = 45\n\
             [services.orders]\npaths = [\"/a\", \"b\", 3]\nissuer = \"http://login.example.com\"\n"),
        @r#"
    error: network.cidr: `10.0.0.1/16` has bits set beyond its prefix
      --> environments/test.toml:1:16
      |
    1 | network.cidr = "10.0.0.1/16"
      |                ^^^^^^^^^^^^^
      hint: write the network's first address: `10.0.0.0/16`

    error: account.region: `us-east-3` is not a region of AWS
      --> environments/test.toml:2:18
      |
    2 | account.region = "us-east-3"
      |                  ^^^^^^^^^^^
      allowed: us-east-1, us-east-2, us-west-1, us-west-2

    error: observability.log_retention_days: CloudWatch Logs cannot keep events for `45` days
      --> environments/test.toml:3:36
      |
    3 | observability.log_retention_days = 45
      |                                    ^^
      allowed: 0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 (0 is for ever)
      hint: the next longer is `60`

    error: services.orders.paths[1]: `b` matches no path
      --> environments/test.toml:5:16
      |
    5 | paths = ["/a", "b", 3]
      |                ^^^
      hint: a path starts with `/`

    error: services.orders.paths[2]: is the whole number `3`
      --> environments/test.toml:5:21
      |
    5 | paths = ["/a", "b", 3]
      |                     ^
      allowed: text in quotes
      hint: put it in quotes

    error: services.orders.issuer: `http://login.example.com` is not an address of an issuer
      --> environments/test.toml:6:10
      |
    6 | issuer = "http://login.example.com"
      |          ^^^^^^^^^^^^^^^^^^^^^^^^^^
      allowed: `https://`, a domain name, and a path without query, as in `https://login.example.com/`
    "#
    );
    assert_snapshot!(bad("[services.Orders]\npaths = [\"/a\"]\n[network.zones.us-east-1z]\n[services.orders.environment]\nlog-level = \"a\"\n"), @r#"
    error: services.Orders: `Orders` is not a name
      --> environments/test.toml:1:11
      |
    1 | [services.Orders]
      |           ^^^^^^
      allowed: at most 40 of `a-z`, `0-9` and single hyphens, a letter first

    error: network.zones.us-east-1z: `us-east-1z` is not an availability zone
      --> environments/test.toml:3:16
      |
    3 | [network.zones.us-east-1z]
      |                ^^^^^^^^^^
      allowed: us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1e, us-east-1f

    error: services.orders.environment.log-level: `log-level` is not a name of an environment variable
      --> environments/test.toml:5:1
      |
    5 | log-level = "a"
      | ^^^^^^^^^
      allowed: `A-Z`, `0-9` and `_`, no digit first
    "#);
}

#[test]
fn an_array_is_no_table() {
    assert_snapshot!(bad("[[services.orders]]\npaths = [\"/a\"]\n[[network]]\ncidr = \"10.0.0.0/16\"\n"), @"
    error: services.orders: is an array
      --> environments/test.toml:1:1
      |
    1 | [[services.orders]]
      | ^^^^^^^^^^^^^^^^^^^
      allowed: a table

    error: network: is an array
      --> environments/test.toml:3:1
      |
    3 | [[network]]
      | ^^^^^^^^^^^
      allowed: a table
    ");
    assert_snapshot!(bad("services.orders.scaling = [1, 2]\n[waivers]\nrule = \"a\"\n"), @"
    error: services.orders.scaling: is an array
      --> environments/test.toml:1:27
      |
    1 | services.orders.scaling = [1, 2]
      |                           ^^^^^^
      allowed: a table

    error: waivers: is a table
      --> environments/test.toml:2:1
      |
    2 | [waivers]
      | ^^^^^^^^^
      allowed: an array of tables: `[[waivers]]`
    ");
}
