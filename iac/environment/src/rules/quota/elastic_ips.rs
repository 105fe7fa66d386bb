//! Five elastic IP addresses in a region, over all environments; AWS raises it.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

const QUOTA: usize = 5;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let (network, account) = (&context.file.network, &context.file.account);
    let own = network.nat.map_or(0, |nat| nat.gateways(network.zones.len()));
    let here = |region: &Option<String>, id: &Option<String>| {
        region.as_deref() == account.region.as_ref().map(aws::limits::Region::as_str)
            && id.as_deref() == account.id.as_ref().map(aws::limits::AccountId::as_str)
    };
    let neighbours =
        context.neighbours.iter().filter(|neighbour| here(&neighbour.region, &neighbour.account));
    let others: usize = neighbours.map(|neighbour| neighbour.elastic_ips).sum();
    if own > 0 && own + others > QUOTA {
        let refused = Refused::new(format!(
            "{own} NAT gateways here and {others} of other environments need {} elastic IP addresses",
            own + others
        ));
        report.warning(
            &at!["network", "nat"],
            refused
                .allowed(format!("{QUOTA} in a region, unless AWS has raised it"))
                .hint("ask for more in Service Quotas before the first apply"),
        );
    }
}
