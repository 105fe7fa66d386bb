//! Everything wrong at once is said at once.

use insta::assert_snapshot;

use crate::support::bad;

#[test]
fn everything_wrong_at_once() {
    assert_snapshot!(bad(include_str!("everything_wrong.toml")));
}
