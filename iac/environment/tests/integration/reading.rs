//! Files that are not what they should be: TOML, keys, types, values.

use environment::Workspace;
use insta::assert_snapshot;

use crate::support::{GOOD, bad, good};

#[test]
fn not_toml() {
    assert_snapshot!(bad("tier = development\n[database]\nport = 5432\nport = 5433\n"), @"
    error: tier: not TOML: string values must be quoted
      --> environments/test.toml:1:8
      |
    1 | tier = development
      |        ^^^^^^^^^^^
      hint: put text in quotes

    error: `port` is given twice
      --> environments/test.toml:4:1
      |
    4 | port = 5433
      | ^^^^
      hint: keep one of the two
    ");
    assert_snapshot!(bad("[network\nnat = \"single\"\n[services.orders]\npaths = [\"/a\",\n"), @r#"
    error: not TOML: unclosed table, expected `]`
      --> environments/test.toml:1:9
      |
    1 | [network
      |         ^

    error: services.orders.paths: not TOML: unclosed array, expected `]`
      --> environments/test.toml:4:15
      |
    4 | paths = ["/a",
      |               ^
      hint: the rest is checked once the file is TOML
    "#);
    assert_snapshot!(bad("network.cidr = 10.0.0.0/16"), @"
    error: network.cidr: not TOML: invalid float
      --> environments/test.toml:1:20
      |
    1 | network.cidr = 10.0.0.0/16
      |                    ^^^^^^^
      hint: put text in quotes
    ");
    assert_snapshot!(bad("[database]\n[database]\n"), @"
    error: `database` is given twice
      --> environments/test.toml:2:2
      |
    2 | [database]
      |  ^^^^^^^^
      hint: keep one of the two
    ");
    assert_snapshot!(bad("tier = \"development"), @r#"
    error: tier: not TOML: invalid basic string, expected `"`
      --> environments/test.toml:1:20
      |
    1 | tier = "development
      |                    ^
    "#);
}

#[test]
fn several_files_at_once() {
    let defaults = format!("{GOOD}x = \n[y\n");
    let files =
        [("environments/test.toml", "a = \nb 1\n"), ("environments/shared/defaults.toml", defaults.as_str())];
    assert_snapshot!(Workspace::of_texts(files).load("test").unwrap_err(), @"
    error: a: not TOML: string values must be quoted
      --> environments/test.toml:1:5
      |
    1 | a =
      |     ^
      hint: put text in quotes

    error: not TOML: key with no value, expected `=`
      --> environments/test.toml:2:3
      |
    2 | b 1
      |   ^

    error: services.orders.x: not TOML: string values must be quoted
      --> environments/shared/defaults.toml:44:5
       |
    44 | x =
       |     ^
      hint: put text in quotes

    error: not TOML: unclosed table, expected `]`
      --> environments/shared/defaults.toml:45:3
       |
    45 | [y
       |   ^
      hint: the rest is checked once the file is TOML
    ");
}

#[test]
fn what_one_value_upsets_does_not_hide_the_rest() {
    assert_snapshot!(bad("tier = development\nnetwork.natt = \"single\"\nservices.orders.memory = 300\n"), @r#"
    error: tier: not TOML: string values must be quoted
      --> environments/test.toml:1:8
      |
    1 | tier = development
      |        ^^^^^^^^^^^
      hint: put text in quotes

    error: network.natt: there is no key `natt` in `network`
      --> environments/test.toml:2:9
      |
    2 | network.natt = "single"
      |         ^^^^
      allowed: `cidr`, `nat`, `interface_endpoints`, `zones`
      hint: did you mean `nat`?

    error: services.orders.memory: `300` is not offered with 256 CPU units
      --> environments/test.toml:3:26
      |
    3 | services.orders.memory = 300
      |                          ^^^
      allowed: 512, 1024, 2048
      hint: the next larger is `512`
    "#);
}

#[test]
fn unknown_keys() {
    assert_snapshot!(bad("teir = \"development\""), @r#"
    error: teir: there is no key `teir` here
      --> environments/test.toml:1:1
      |
    1 | teir = "development"
      | ^^^^
      allowed: `application`, `account`, `tier`, `state`, `network`, `load_balancer`, `compute`, `observability`, `database`, `service_defaults`, `services`, `waivers`, `override`
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
    assert_snapshot!(bad("network.nat = \"one-per-az\"\ntier = \"prod\"\ncompute.architecture = \"x86_64\""), @r#"
    error: network.nat: `one-per-az` is not known
      --> environments/test.toml:1:15
      |
    1 | network.nat = "one-per-az"
      |               ^^^^^^^^^^^^
      allowed: `none`, `single`, `one-per-zone`
      hint: did you mean `one-per-zone`?

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
fn a_default_is_reported_once_where_it_stands() {
    let defaults = GOOD.replace("memory = 512", "memory = 300");
    let second = "[services.second]\npaths = [\"/b\"]\nsecrets.DATABASE_URL.secrets-manager = \"b\"\n";
    let files =
        [("environments/test.toml", second), ("environments/shared/defaults.toml", defaults.as_str())];
    assert_snapshot!(Workspace::of_texts(files).load("test").unwrap_err(), @"
    error: service_defaults.memory: `300` is not offered with 256 CPU units
      --> environments/shared/defaults.toml:38:10
       |
    38 | memory = 300
       |          ^^^
      allowed: 512, 1024, 2048
      hint: the next larger is `512`
    ");
    let defaults = GOOD.replace("memory = 512", "memory = \"512\"");
    let files =
        [("environments/test.toml", second), ("environments/shared/defaults.toml", defaults.as_str())];
    assert_snapshot!(Workspace::of_texts(files).load("test").unwrap_err(), @r#"
    error: service_defaults.memory: is the text `"512"`
      --> environments/shared/defaults.toml:38:10
       |
    38 | memory = "512"
       |          ^^^^^
      allowed: a whole number
      hint: remove the quotes
    "#);
}

#[test]
fn nothing_at_all() {
    let files = [("environments/test.toml", ""), ("environments/shared/defaults.toml", "")];
    assert_snapshot!(Workspace::of_texts(files).load("test").unwrap_err(), @r#"
    error: network.zones: has no zone, and a load balancer needs two
      --> environments/test.toml
      hint: add `[network.zones.us-east-1a]` with `public` and `private`

    error: application: is missing
      --> environments/test.toml
      hint: write `application = "healthcare-app"`

    error: account.id: is missing
      --> environments/test.toml
      hint: write `id = "123456789012"` under `[account]`

    error: account.region: is missing
      --> environments/test.toml
      hint: write `region = "us-east-1"` under `[account]`

    error: tier: is missing
      --> environments/test.toml
      hint: write `tier = "development"`

    error: state.kms_key_arn: is missing
      --> environments/test.toml
      hint: write `kms_key_arn = "arn:aws:kms:<region>:<account>:key/<id>"` under `[state]`

    error: network.cidr: is missing
      --> environments/test.toml
      hint: write `cidr = "10.0.0.0/16"` under `[network]`

    error: network.nat: is missing
      --> environments/test.toml
      hint: write `nat = "single"` under `[network]`

    error: network.interface_endpoints: is missing
      --> environments/test.toml
      hint: write `interface_endpoints = "none"` under `[network]`

    error: load_balancer.listener: does not say what clients speak to
      --> environments/test.toml
      allowed: `issued-certificate`, `given-certificate` or `plain-http`
      hint: add `[load_balancer.listener.issued-certificate]` with `domain` and `zone`

    error: load_balancer.deletion_protection: is missing
      --> environments/test.toml
      hint: write `deletion_protection = true` under `[load_balancer]`

    error: load_balancer.firewall: is missing
      --> environments/test.toml
      hint: write `firewall = true` under `[load_balancer]`

    error: compute.architecture: is missing
      --> environments/test.toml
      hint: write `architecture = "arm64"` under `[compute]`

    error: compute.container_insights: is missing
      --> environments/test.toml
      hint: write `container_insights = "enhanced"` under `[compute]`

    error: compute.capacity: does not say where tasks run
      --> environments/test.toml
      allowed: `fargate`, `fargate-spot` or both
      hint: add `[compute.capacity.fargate]` with `weight = 1`

    error: observability.log_retention_days: is missing
      --> environments/test.toml
      hint: write `log_retention_days = 30` under `[observability]`

    error: database.ranges: is missing
      --> environments/test.toml
      hint: write `ranges = ["10.0.48.0/22"]` under `[database]`

    error: database.port: is missing
      --> environments/test.toml
      hint: write `port = 5432` under `[database]`

    error: services: there is no service
      --> environments/test.toml
      hint: add `[services.patient-service]` with `paths = ["/api/patients*"]`
    "#);
}

#[test]
fn an_empty_service() {
    let defaults = GOOD.split("[service_defaults]").next().unwrap();
    let files =
        [("environments/test.toml", "[services.orders]"), ("environments/shared/defaults.toml", defaults)];
    assert_snapshot!(Workspace::of_texts(files).load("test").unwrap_err(), @r#"
    error: services.orders.secrets.DATABASE_URL: is missing: a service keeps its data in a database
      --> environments/test.toml:1:11
      |
    1 | [services.orders]
      |           ^^^^^^
      hint: write `DATABASE_URL.secrets-manager = "app/test/orders/database-url"` under `[services.orders.secrets]`, with the name of a secret that holds it

    error: services.orders.paths: is missing
      --> environments/test.toml:1:11
      |
    1 | [services.orders]
      |           ^^^^^^
      hint: write `paths = ["/api/patients*"]` under `[services.orders]`

    error: services.orders.port: is missing
      --> environments/test.toml:1:11
      |
    1 | [services.orders]
      |           ^^^^^^
      hint: write `port = 3000` under `[services.orders]`, or under `[service_defaults]` for every service

    error: services.orders.cpu: is missing
      --> environments/test.toml:1:11
      |
    1 | [services.orders]
      |           ^^^^^^
      hint: write `cpu = 256` under `[services.orders]`, or under `[service_defaults]` for every service

    error: services.orders.memory: is missing
      --> environments/test.toml:1:11
      |
    1 | [services.orders]
      |           ^^^^^^
      hint: write `memory = 512` under `[services.orders]`, or under `[service_defaults]` for every service

    error: services.orders.scaling.minimum: is missing
      --> environments/test.toml:1:11
      |
    1 | [services.orders]
      |           ^^^^^^
      hint: write `minimum = 1` under `[services.orders.scaling]`, or under `[service_defaults.scaling]` for every service

    error: services.orders.scaling.maximum: is missing
      --> environments/test.toml:1:11
      |
    1 | [services.orders]
      |           ^^^^^^
      hint: write `maximum = 3` under `[services.orders.scaling]`, or under `[service_defaults.scaling]` for every service

    error: services.orders.scaling.cpu_percent: is missing
      --> environments/test.toml:1:11
      |
    1 | [services.orders]
      |           ^^^^^^
      hint: write `cpu_percent = 60` under `[services.orders.scaling]`, or under `[service_defaults.scaling]` for every service

    error: services.orders.scaling.memory_percent: is missing
      --> environments/test.toml:1:11
      |
    1 | [services.orders]
      |           ^^^^^^
      hint: write `memory_percent = 70` under `[services.orders.scaling]`, or under `[service_defaults.scaling]` for every service

    error: services.orders.scaling.requests_per_target: is missing
      --> environments/test.toml:1:11
      |
    1 | [services.orders]
      |           ^^^^^^
      hint: write `requests_per_target = 1000` under `[services.orders.scaling]`, or under `[service_defaults.scaling]` for every service
    "#);
}

#[test]
fn windows_line_ends_and_byte_order_marks() {
    good("\u{feff}network.nat = \"single\"\r\ndatabase.port = 5433\r\n");
    assert_snapshot!(bad("\u{feff}teir = 1\r\nnetwork.nat = \"x\"\r\n"), @r#"
    error: teir: there is no key `teir` here
      --> environments/test.toml:1:1
      |
    1 | teir = 1
      | ^^^^
      allowed: `application`, `account`, `tier`, `state`, `network`, `load_balancer`, `compute`, `observability`, `database`, `service_defaults`, `services`, `waivers`, `override`
      hint: did you mean `tier`?

    error: network.nat: `x` is not known
      --> environments/test.toml:2:15
      |
    2 | network.nat = "x"
      |               ^^^
      allowed: `none`, `single`, `one-per-zone`
    "#);
}

#[test]
fn an_array_that_lost_an_element_counts_as_the_file_does() {
    assert_snapshot!(bad("services.orders.paths = [\"b\", \"/a\", 3, \"/health\"]"), @r#"
    error: services.orders.paths[0]: `b` matches no path
      --> environments/test.toml:1:26
      |
    1 | services.orders.paths = ["b", "/a", 3, "/health"]
      |                          ^^^
      hint: a path starts with `/`

    error: services.orders.paths[2]: is the whole number `3`
      --> environments/test.toml:1:37
      |
    1 | services.orders.paths = ["b", "/a", 3, "/health"]
      |                                     ^
      allowed: text in quotes
      hint: put it in quotes

    error: services.orders.paths[3]: `/health` makes `/health` public, which only the load balancer may ask
      --> environments/test.toml:1:40
      |
    1 | services.orders.paths = ["b", "/a", 3, "/health"]
      |                                        ^^^^^^^^^
      hint: narrow the pattern, as in `/api/patients*`
    "#);
}

#[test]
fn there_is_an_end_to_it() {
    let many: Vec<String> = (0..150).map(|at| format!("unknown-{at} = 1\n")).collect();
    let text = bad(&many.concat());
    assert_eq!(text.matches("error: ").count(), 100, "{text}");
    assert!(text.contains("more may be wrong"), "{text}");
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

#[test]
fn the_last_table_of_a_header_is_meant() {
    assert_snapshot!(bad("[services.orders.paths]\na = 1\n[tier.b]\nc = 1\n[service_defaults.port.d]\n"), @r#"
    error: services.orders.paths: is a table
      --> environments/test.toml:1:1
      |
    1 | [services.orders.paths]
      | ^^^^^^^^^^^^^^^^^^^^^^^
      allowed: an array, as in `["a", "b"]`

    error: tier: is a table
      --> environments/test.toml:3:2
      |
    3 | [tier.b]
      |  ^^^^
      allowed: text in quotes

    error: service_defaults.port: is a table
      --> environments/test.toml:5:19
      |
    5 | [service_defaults.port.d]
      |                   ^^^^
      allowed: a whole number
    "#);
}

#[test]
fn long_lines_are_cut() {
    let file = format!(
        "services.orders.environment = {{ A = \"{}\", b = \"{}\" }}",
        "x".repeat(200),
        "y".repeat(200)
    );
    assert_snapshot!(bad(&file), @r#"
    error: services.orders.environment.b: `b` is not a name of an environment variable
      --> environments/test.toml:1:241
      |
    1 | …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", b = "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…
      |                                          ^
      allowed: `A-Z`, `0-9` and `_`, no digit first
    "#);
}
