//! `[compute]`.

use insta::assert_snapshot;

use crate::support::{bad, good};

#[test]
fn capacity_base() {
    let spot = |base: u32| {
        format!("[compute.capacity]\nfargate.base = 1\nfargate-spot = {{ base = {base}, weight = 4 }}\n")
    };
    assert_snapshot!(bad(&spot(1)), @"
    error: compute.capacity.fargate-spot.base: only one capacity provider may have a base
      --> environments/test.toml:3:25
      |
    3 | fargate-spot = { base = 1, weight = 4 }
      |                         ^
      hint: remove one of the two
    ");
    good(&spot(0));
}

#[test]
fn capacity_weight() {
    assert_snapshot!(bad("compute.capacity.fargate.weight = 0"), @"
    error: compute.capacity.fargate.weight: no capacity provider has a weight, so tasks beyond the base have no place
      --> environments/test.toml:1:35
      |
    1 | compute.capacity.fargate.weight = 0
      |                                   ^
      allowed: 1 to 1000 for at least one
    ");
    good("compute.capacity.fargate.weight = 0\ncompute.capacity.fargate-spot.weight = 1");
}
