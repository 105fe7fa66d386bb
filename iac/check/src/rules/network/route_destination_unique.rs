//! No two routes of a table have the same destination.

use std::collections::HashMap;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "route-destination-unique",
    severity: Severity::Error,
    summary: "no two routes of a table have the same destination",
    why: "AWS refuses the second route",
    source: Some("https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let mut taken = HashMap::new();
    for route in context.resources("aws_route") {
        let Some(table) = found.target(route.get("route_table_id")) else { continue };
        if !route.block().is_single() || !table.block.is_single() {
            found.unjudged(route);
            continue;
        }
        for name in ["destination_cidr_block", "destination_ipv6_cidr_block"] {
            let Some(destination) = found.text(route.get(name)) else { continue };
            let address = route.block().address();
            if let Some(other) = taken.insert((table.block.address(), destination.clone()), address) {
                let message = format!("`{other}` of the same table leads to {destination}, too");
                found.report(route.get(name), message, "keep one of them");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn routes(second: &str) -> serde_json::Value {
        let table = "${aws_route_table.a.id}";
        json!({
            "aws_route_table": {"a": {}},
            "aws_route": {
                "a": {"route_table_id": table, "destination_cidr_block": "0.0.0.0/0"},
                "b": {"route_table_id": table, "destination_cidr_block": second},
            },
        })
    }

    #[test]
    fn a_destination_has_one_route() {
        breaks(
            &RULE,
            routes("0.0.0.0/0"),
            &["aws_route.b: destination_cidr_block: `aws_route.a` of the same table leads to 0.0.0.0/0, too"],
        );
        holds(&RULE, routes("10.0.0.0/8"));
        unjudged(&RULE, routes("${var.destination}"));
    }
}
