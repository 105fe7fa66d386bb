//! Policy `production-spot`: production's tasks are not interruptible.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    if context.is_production() && context.file.compute.capacity.fargate_spot.is_some() {
        let refused = Refused::new("AWS may take production's tasks away after two minutes' notice")
            .allowed("`fargate` alone");
        report.policy("production-spot", &at!["compute", "capacity", "fargate-spot"], refused);
    }
}
