//! Renders environment files into Terraform JSON.

fn main() {}
