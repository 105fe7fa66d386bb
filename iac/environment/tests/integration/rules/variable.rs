//! `environment` and `secrets` of a service.

use insta::assert_snapshot;

use crate::support::{bad, good};

#[test]
fn database_url() {
    assert_snapshot!(bad("services.second.paths = [\"/second\"]"), @r#"
    error: services.second.secrets.DATABASE_URL: is missing: a service keeps its data in a database
      --> environments/test.toml:1:10
      |
    1 | services.second.paths = ["/second"]
      |          ^^^^^^
      hint: write `DATABASE_URL.secrets-manager = "app/test/second/database-url"` under `[services.second.secrets]`, with the name of a secret that holds it
    "#);
    good(
        "services.second.paths = [\"/second\"]\nservices.second.secrets.DATABASE_URL.parameter-store = \"/second/url\"",
    );
}

#[test]
fn twice() {
    assert_snapshot!(bad("services.orders.environment.MODE = \"a\"\nservices.orders.secrets.MODE.secrets-manager = \"mode\""), @"
    error: services.orders.environment.MODE: `MODE` is in `secrets`, too
      --> environments/test.toml:1:36
      |
    1 | services.orders.environment.MODE = ***
      |                                    ^^^
      hint: keep the one in `secrets` if nobody may read it
    ");
    good(
        "services.orders.environment.MODE = \"a\"\nservices.orders.secrets.OTHER.secrets-manager = \"mode\"",
    );
}

#[test]
fn null() {
    assert_snapshot!(bad("services.orders.environment.MODE = \"a\\u0000b\""), @r#"
    error: services.orders.environment.MODE: holds a NUL character, which no environment variable may
      --> environments/test.toml:1:36
      |
    1 | services.orders.environment.MODE = "a\u0000b"
      |                                    ^^^^^^^^^^
      hint: remove `\u0000`
    "#);
    good("services.orders.environment.MODE = \"a\\tb\"");
}

#[test]
fn reserved() {
    let variables = "LISTEN_ADDR = \"a\"\nPATIENT_SERVICE_URL = \"b\"\nECS_X = \"c\"\nAWS_REGION = \"d\"\nAWS_ACCESS_KEY_ID = \"e\"\n";
    assert_snapshot!(bad(&format!("[services.orders.environment]\n{variables}")), @"
    error: services.orders.environment.LISTEN_ADDR: `LISTEN_ADDR` is set by the platform
      --> environments/test.toml:2:15
      |
    2 | LISTEN_ADDR = ***
      |               ^^^
      hint: remove it: it comes from `port`

    error: services.orders.environment.PATIENT_SERVICE_URL: `PATIENT_SERVICE_URL` is set by the platform
      --> environments/test.toml:3:23
      |
    3 | PATIENT_SERVICE_URL = ***
      |                       ^^^
      hint: remove it: it comes from `calls`

    error: services.orders.environment.ECS_X: `ECS_X` is set by the platform
      --> environments/test.toml:4:9
      |
    4 | ECS_X = ***
      |         ^^^
      hint: remove it: it comes from Amazon ECS

    error: services.orders.environment.AWS_REGION: `AWS_REGION` is set by the platform
      --> environments/test.toml:5:14
      |
    5 | AWS_REGION = ***
      |              ^^^
      hint: remove it: it comes from Amazon ECS

    error: services.orders.environment.AWS_ACCESS_KEY_ID: `AWS_ACCESS_KEY_ID` is set by the platform
      --> environments/test.toml:6:21
      |
    6 | AWS_ACCESS_KEY_ID = ***
      |                     ^^^
      hint: remove it: it comes from the task's role
    ");
    assert_snapshot!(
        bad("[services.second]\npaths = [\"/second\"]\ncalls = [\"orders\"]\nenvironment.ORDERS_URL = \"a\"\nsecrets.DATABASE_URL.secrets-manager = \"second\""),
        @"
    error: services.second.environment.ORDERS_URL: `ORDERS_URL` is set by the platform
      --> environments/test.toml:4:26
      |
    4 | environment.ORDERS_URL = ***
      |                          ^^^
      hint: remove it: it comes from `calls`
    "
    );
    good("services.orders.environment.SERVICE_URL = \"a\"\nservices.orders.environment.ORDERS_URL = \"a\"");
}

#[test]
fn plain_password() {
    assert_snapshot!(bad("services.orders.environment.DATABASE_URL = \"postgres://db/orders\""), @r#"
    error: services.orders.environment.DATABASE_URL: `DATABASE_URL` is in `secrets`, too
      --> environments/test.toml:1:44
      |
    1 | services.orders.environment.DATABASE_URL = **********************
      |                                            ^^^^^^^^^^^^^^^^^^^^^^
      hint: keep the one in `secrets` if nobody may read it

    error: services.orders.environment.DATABASE_URL: is the address of a database, which holds a password
      --> environments/test.toml:1:44
      |
    1 | services.orders.environment.DATABASE_URL = **********************
      |                                            ^^^^^^^^^^^^^^^^^^^^^^
      hint: keep it in Secrets Manager: `[services.orders.secrets]` `DATABASE_URL.secrets-manager = "<name of the secret>"`
    "#);
    assert_snapshot!(bad("services.orders.environment.CACHE = \"redis://user:hunter2@cache/0\""), @r#"
    error: services.orders.environment.CACHE: is an address with a password in it
      --> environments/test.toml:1:37
      |
    1 | services.orders.environment.CACHE = ******************************
      |                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      hint: keep it in Secrets Manager: `[services.orders.secrets]` `CACHE.secrets-manager = "<name of the secret>"`
    "#);
    good("services.orders.environment.CACHE = \"redis://user@cache:6379/0\"");
}

#[test]
fn plain_secret() {
    assert_snapshot!(bad("services.orders.environment.MAIL_PASSWORD = \"hunter2\""), @r#"
    error[plain-secret]: services.orders.environment.MAIL_PASSWORD: `MAIL_PASSWORD` looks like a secret: its name says `PASSWORD`
      --> environments/test.toml:1:45
      |
    1 | services.orders.environment.MAIL_PASSWORD = *********
      |                                             ^^^^^^^^^
      hint: keep it in Secrets Manager: `[services.orders.secrets]` `MAIL_PASSWORD.secrets-manager = "<name of the secret>"`; if it must be so, say why: `[[waivers]]` with `rule = "plain-secret"`, `address = "services.orders.environment.MAIL_PASSWORD"` and `reason`
    "#);
    good("services.orders.environment.MAIL_USER = \"orders\"");
    good(
        "services.orders.environment.TOKEN_MINUTES = \"5\"\n[[waivers]]\nrule = \"plain-secret\"\n\
         address = \"services.orders.environment.TOKEN_MINUTES\"\nreason = \"A duration, not a token\"",
    );
}

#[test]
fn issuer() {
    let told = "environment.OIDC_ISSUER = \"https://login.example.com/\"";
    assert_snapshot!(bad(&format!("[services.orders]\n{told}\nissuer = \"https://login.example.com\"")), @r#"
    error: services.orders.environment.OIDC_ISSUER: is not the service's `issuer`, `https://login.example.com`
      --> environments/test.toml:2:27
      |
    2 | environment.OIDC_ISSUER = "https://login.example.com/"
      |                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      hint: write the same address in both places: tokens name it to the letter
    "#);
    assert_snapshot!(bad(&format!("[services.orders]\n{told}")), @r#"
    error: services.orders.environment.OIDC_ISSUER: names an issuer that the service may not reach
      --> environments/test.toml:2:27
      |
    2 | environment.OIDC_ISSUER = "https://login.example.com/"
      |                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      hint: write `issuer = "https://login.example.com/"` under `[services.orders]`
    "#);
    good(&format!("[services.orders]\n{told}\nissuer = \"https://login.example.com/\""));
    good("services.orders.issuer = \"https://login.example.com/\"");
}

#[test]
fn keep_alive() {
    assert_snapshot!(bad("load_balancer.idle_timeout_seconds = 35"), @r#"
    error: services.orders.environment.KEEP_ALIVE_SECONDS: is missing: a service keeps idle connections for 35 seconds, not longer than the load balancer's 35
      --> environments/shared/defaults.toml:41:11
       |
    41 | [services.orders]
       |           ^^^^^^
      allowed: more than 35
      hint: write `KEEP_ALIVE_SECONDS = "40"`, or lower `load_balancer.idle_timeout_seconds`
    "#);
    assert_snapshot!(bad("services.orders.environment.KEEP_ALIVE_SECONDS = \"30\""), @r#"
    error: services.orders.environment.KEEP_ALIVE_SECONDS: `30` seconds are not longer than the load balancer's 30
      --> environments/test.toml:1:50
      |
    1 | services.orders.environment.KEEP_ALIVE_SECONDS = "30"
      |                                                  ^^^^
      allowed: more than 30
      hint: write `KEEP_ALIVE_SECONDS = "35"`, or lower `load_balancer.idle_timeout_seconds`
    "#);
    assert_snapshot!(bad("services.orders.environment.KEEP_ALIVE_SECONDS = \"a while\""), @r#"
    error: services.orders.environment.KEEP_ALIVE_SECONDS: `a while` is not a number of seconds
      --> environments/test.toml:1:50
      |
    1 | services.orders.environment.KEEP_ALIVE_SECONDS = "a while"
      |                                                  ^^^^^^^^^
      allowed: more than 30
      hint: write `KEEP_ALIVE_SECONDS = "35"`, or lower `load_balancer.idle_timeout_seconds`
    "#);
    good("load_balancer.idle_timeout_seconds = 34");
    good("load_balancer.idle_timeout_seconds = 60\nservices.orders.environment.KEEP_ALIVE_SECONDS = \"61\"");
}

#[test]
fn environment_size() {
    let long = |length: usize| format!("services.orders.environment.LONG = \"{}\"", "x".repeat(length));
    assert_snapshot!(bad(&long(50_000)), @r#"
    error: services.orders.environment: the variables take 50028 bytes of the task definition
      --> environments/test.toml:1:17
      |
    1 | services.orders.environment.LONG = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
      |                 ^^^^^^^^^^^
      allowed: at most 49152
      hint: keep long values in Parameter Store, under `secrets`
    "#);
    good(&long(48_000));
}

#[test]
fn secret_sources() {
    assert_snapshot!(bad("services.orders.secrets.KEY = {}"), @r#"
    error: services.orders.secrets.KEY: does not say where it is
      --> environments/test.toml:1:25
      |
    1 | services.orders.secrets.KEY = {}
      |                         ^^^
      allowed: `secrets-manager` or `parameter-store`
      hint: write `secrets-manager = "<name of the secret>"`
    "#);
    assert_snapshot!(bad("services.orders.secrets.KEY = { secrets-manager = \"a\", parameter-store = \"/a\" }"), @r#"
    error: services.orders.secrets.KEY: is in two places
      --> environments/test.toml:1:25
      |
    1 | services.orders.secrets.KEY = { secrets-manager = "a", parameter-store = "/a" }
      |                         ^^^
      allowed: `secrets-manager` or `parameter-store`
      hint: keep one of the two
    "#);
}
