//! The test command: everything that is proven about this repository, side by side.

fn main() {}
