//! What must be there.

use environment::Workspace;
use insta::assert_snapshot;

use crate::support::GOOD;

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

    error: deletion_protection: is missing
      --> environments/test.toml
      hint: write `deletion_protection = true`

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

    error: database: nothing says where the databases are
      --> environments/test.toml
      allowed: `external` or `managed`
      hint: add `[database.managed]`, or `[database.external]` with `ranges`

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
