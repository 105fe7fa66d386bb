//! The names that AWS would see.

use insta::assert_snapshot;

use environment::Workspace;

use crate::support::{GOOD, bad, good, load_as};

#[test]
fn lengths() {
    assert_snapshot!(load_as("environment-name", "application = \"an-application-name\"").unwrap_err(), @r#"
    error: application: the bucket would be called `an-application-name-environment-name-load-balancer-logs-123456789012`, which has 68 characters
      --> environments/environment-name.toml:1:15
      |
    1 | application = "an-application-name"
      |               ^^^^^^^^^^^^^^^^^^^^^
      allowed: at most 63
      hint: choose a shorter name for the application or the environment

    error: application: the load balancer would be called `an-application-name-environment-name`, which has 36 characters
      --> environments/environment-name.toml:1:15
      |
    1 | application = "an-application-name"
      |               ^^^^^^^^^^^^^^^^^^^^^
      allowed: at most 32
      hint: choose a shorter name for the application or the environment
    "#);
    let service = |length: usize| {
        let name = "o".repeat(length);
        format!(
            "application = \"healthcare-application\"\n[services.{name}]\npaths = [\"/o\"]\nsecrets.DATABASE_URL.secrets-manager = \"o\"\n"
        )
    };
    assert_snapshot!(bad(&service(40)), @"
    error: services.oooooooooooooooooooooooooooooooooooooooo: the role would be called `healthcare-application-test-oooooooooooooooooooooooooooooooooooooooo-execution`, which has 78 characters
      --> environments/test.toml:2:11
      |
    2 | [services.oooooooooooooooooooooooooooooooooooooooo]
      |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      allowed: at most 64
      hint: choose a shorter name for the service, the environment or the application
    ");
    good(&service(26));
}

#[test]
fn load_balancers() {
    let load_balancer =
        |name: &str| format!("application = \"healthcare-app\"\nservices.orders.load_balancer = \"{name}\"");
    assert_snapshot!(bad(&load_balancer("fourteen-chars")), @r#"
    error: services.orders.load_balancer: the load balancer would be called `healthcare-app-test-fourteen-chars`, which has 34 characters
      --> environments/test.toml:2:33
      |
    2 | services.orders.load_balancer = "fourteen-chars"
      |                                 ^^^^^^^^^^^^^^^^
      allowed: at most 32
      hint: choose a shorter name for the application or the environment
    "#);
    good(&load_balancer("twelve-chars"));
}

#[test]
fn reserved_words() {
    assert_snapshot!(bad("application = \"internal-app\""), @r#"
    error: application: the name of a load balancer cannot start with `internal-`
      --> environments/test.toml:1:15
      |
    1 | application = "internal-app"
      |               ^^^^^^^^^^^^^^
      hint: choose another name for the application
    "#);
    assert_snapshot!(bad("application = \"aws-app\""), @r#"
    error: application: a parameter cannot be called `/aws-app/…`: AWS keeps names that start so for itself
      --> environments/test.toml:1:15
      |
    1 | application = "aws-app"
      |               ^^^^^^^^^
      hint: choose another name for the application
    "#);
    good("application = \"intern-app\"");
}

#[test]
fn environments_that_begin_alike() {
    let load = |names: [&str; 2], elsewhere: &str| {
        let files = names.map(|name| format!("environments/{name}.toml"));
        let workspace = Workspace::of_texts([
            (files[0].as_str(), elsewhere),
            (
                files[1].as_str(),
                "network.cidr = \"10.1.0.0/16\"\n[network.zones.us-east-1a]\npublic = \"10.1.0.0/24\"\nprivate = \"10.1.16.0/20\"\n[network.zones.us-east-1b]\npublic = \"10.1.1.0/24\"\nprivate = \"10.1.32.0/20\"\n",
            ),
            ("environments/shared/defaults.toml", GOOD),
        ]);
        workspace.load(names[0]).map(|_| ()).map_err(|problems| problems.to_string())
    };
    for names in [["dev", "dev-eu"], ["dev-eu", "dev"]] {
        let problems = load(names, "").unwrap_err();
        assert!(problems.contains("begin alike"), "{problems}");
    }
    for names in [["dev", "dev2"], ["dev", "eu-dev"]] {
        assert_eq!(load(names, ""), Ok(()), "{names:?}");
    }
    let another = "account.id = \"210987654321\"\nstate.kms_key_arn = \"arn:aws:kms:us-east-1:210987654321:key/5f0c6f5e-6e0b-4b3a-9d1c-2a7f8e9b0c1d\"\n";
    assert_eq!(load(["dev", "dev-eu"], another), Ok(()));
}
