//! `environment` and `secrets` of a service.

use insta::assert_snapshot;

use crate::support::{bad, good};

#[test]
fn database_url() {
    assert_snapshot!(bad("services.second.paths = [\"/second\"]"), @"");
    good(
        "services.second.paths = [\"/second\"]\nservices.second.secrets.DATABASE_URL.parameter-store = \"/second/url\"",
    );
}

#[test]
fn twice() {
    assert_snapshot!(bad("services.orders.environment.MODE = \"a\"\nservices.orders.secrets.MODE.secrets-manager = \"mode\""), @"");
    good(
        "services.orders.environment.MODE = \"a\"\nservices.orders.secrets.OTHER.secrets-manager = \"mode\"",
    );
}

#[test]
fn reserved() {
    let variables = "LISTEN_ADDR = \"a\"\nPATIENT_SERVICE_URL = \"b\"\nECS_X = \"c\"\nAWS_REGION = \"d\"\nAWS_ACCESS_KEY_ID = \"e\"\n";
    assert_snapshot!(bad(&format!("[services.orders.environment]\n{variables}")), @"");
    assert_snapshot!(
        bad("[services.second]\npaths = [\"/second\"]\ncalls = [\"orders\"]\nenvironment.ORDERS_URL = \"a\"\nsecrets.DATABASE_URL.secrets-manager = \"second\""),
        @""
    );
    good("services.orders.environment.SERVICE_URL = \"a\"\nservices.orders.environment.ORDERS_URL = \"a\"");
}

#[test]
fn plain_password() {
    assert_snapshot!(bad("services.orders.environment.DATABASE_URL = \"postgres://db/orders\""), @"");
    assert_snapshot!(bad("services.orders.environment.CACHE = \"redis://user:hunter2@cache/0\""), @"");
    good("services.orders.environment.CACHE = \"redis://user@cache:6379/0\"");
}

#[test]
fn plain_secret() {
    assert_snapshot!(bad("services.orders.environment.MAIL_PASSWORD = \"hunter2\""), @"");
    good("services.orders.environment.MAIL_USER = \"orders\"");
    good(
        "services.orders.environment.TOKEN_MINUTES = \"5\"\n[[waivers]]\nrule = \"plain-secret\"\n\
         address = \"services.orders.environment.TOKEN_MINUTES\"\nreason = \"A duration, not a token\"",
    );
}

#[test]
fn environment_size() {
    let long = |length: usize| format!("services.orders.environment.LONG = \"{}\"", "x".repeat(length));
    assert_snapshot!(bad(&long(50_000)), @"");
    good(&long(48_000));
}

#[test]
fn secret_sources() {
    assert_snapshot!(bad("services.orders.secrets.KEY = {}"), @"");
    assert_snapshot!(bad("services.orders.secrets.KEY = { secrets-manager = \"a\", parameter-store = \"/a\" }"), @"");
}
