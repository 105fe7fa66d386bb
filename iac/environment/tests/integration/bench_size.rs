//! A thousand services.

use crate::support::{load, services};

#[test]
fn a_thousand_services_load() {
    let file = services(1_000, |at| format!("load_balancer = \"lb-{}\"\nscaling.maximum = 2", at / 50));
    let environment = load(&file).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(environment.services.len(), 1_001);
    assert_eq!(environment.load_balancers().len(), 21);
}
