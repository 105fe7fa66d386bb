//! Policy `production-container-insights`: production's cluster is measured.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;
use crate::truth::ContainerInsights;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let disabled = context.file.compute.container_insights == Some(ContainerInsights::Disabled);
    if context.is_production() && disabled {
        let refused = Refused::new("nothing measures production's cluster").allowed("`enabled`, `enhanced`");
        report.policy("production-container-insights", &at!["compute", "container_insights"], refused);
    }
}
