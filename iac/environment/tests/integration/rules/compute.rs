//! `[compute]`.

use insta::assert_snapshot;

use crate::support::{bad, good};

#[test]
fn capacity_base() {
    let spot = |base: u32| {
        format!("[compute.capacity]\nfargate.base = 1\nfargate-spot = {{ base = {base}, weight = 4 }}\n")
    };
    assert_snapshot!(bad(&spot(1)), @"");
    good(&spot(0));
}

#[test]
fn capacity_weight() {
    assert_snapshot!(bad("compute.capacity.fargate.weight = 0"), @"");
    good("compute.capacity.fargate.weight = 0\ncompute.capacity.fargate-spot.weight = 1");
}
