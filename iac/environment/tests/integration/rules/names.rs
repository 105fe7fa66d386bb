//! The names that AWS would see.

use insta::assert_snapshot;

use crate::support::{bad, good, load_as};

#[test]
fn lengths() {
    assert_snapshot!(load_as("environment-name", "application = \"an-application-name\"").unwrap_err(), @"");
    let service = |length: usize| {
        let name = "o".repeat(length);
        format!(
            "application = \"healthcare-application\"\n[services.{name}]\npaths = [\"/o\"]\nsecrets.DATABASE_URL.secrets-manager = \"o\"\n"
        )
    };
    assert_snapshot!(bad(&service(40)), @"");
    good(&service(26));
}

#[test]
fn load_balancers() {
    let load_balancer =
        |name: &str| format!("application = \"healthcare-app\"\nservices.orders.load_balancer = \"{name}\"");
    assert_snapshot!(bad(&load_balancer("fourteen-chars")), @"");
    good(&load_balancer("twelve-chars"));
}

#[test]
fn reserved_words() {
    assert_snapshot!(bad("application = \"internal-app\""), @"");
    assert_snapshot!(bad("application = \"aws-app\""), @"");
    good("application = \"intern-app\"");
}
