//! Waivers whose address is one of the stack's.

use std::collections::BTreeMap;

use aws::limits::Refused;
use environment::{Environment, Problem, Waiver};
use terraform::Stack;

/// What is wrong with waivers of checks on resources: each must name a resource that there is.
pub(crate) fn check(waivers: &[&Waiver], located: &BTreeMap<&str, String>, stack: &Stack) -> Vec<Problem> {
    waivers
        .iter()
        .filter(|waiver| !located.contains_key(waiver.address.as_str()))
        .map(|waiver| {
            let refused = no_such_address(&waiver.address, &stack.addresses());
            Environment::problem(&waiver.location, "waivers", refused)
        })
        .collect()
}

/// The refusal of an address that is not in the stack, with the nearest that is.
pub(crate) fn no_such_address(address: &str, addresses: &BTreeMap<String, String>) -> Refused {
    let refused = Refused::new(format!("`{address}` is not an address of this environment"))
        .allowed("a Terraform address of generated/*/*.tf.json, such as `aws_lb.main`");
    let nearest = addresses
        .keys()
        .max_by(|a, b| strsim::jaro_winkler(a, address).total_cmp(&strsim::jaro_winkler(b, address)));
    match nearest {
        Some(nearest) if strsim::jaro_winkler(nearest, address) > 0.8 => {
            refused.hint(format!("did you mean `{nearest}`?"))
        }
        _ => refused,
    }
}
