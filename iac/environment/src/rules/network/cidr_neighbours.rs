//! Environments have networks of their own, so that they could be connected one day.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let Some(cidr) = &context.file.network.cidr else {
        return;
    };
    for neighbour in context.neighbours {
        let Some(other) = neighbour.cidr.as_ref().filter(|other| other.get().overlaps(cidr.get())) else {
            continue;
        };
        let message = format!("`{cidr}` overlaps `{other}` of the environment `{}`", neighbour.name);
        report.error(
            &at!["network", "cidr"],
            Refused::new(message).hint("choose a network that no environment has"),
        );
    }
}
