//! A subnet is associated with one route table.

use std::collections::HashMap;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "subnet-one-route-table",
    severity: Severity::Error,
    summary: "a subnet is associated with one route table",
    why: "AWS refuses the second association",
    source: Some("https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateRouteTable.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let mut taken = HashMap::new();
    for association in context.resources("aws_route_table_association") {
        let at = association.get("subnet_id");
        let Some(subnet) = found.target(at) else { continue };
        if !association.block().is_single() || !subnet.block.is_single() {
            found.unjudged(at);
            continue;
        }
        if let Some(other) = taken.insert(subnet.block.address(), association.block().address()) {
            let message = format!("`{other}` associates `{}`, too", subnet.block.address());
            found.report(at, message, "keep one of them");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn associations(second: &str) -> serde_json::Value {
        json!({
            "aws_subnet": {"a": {}, "b": {}},
            "aws_route_table_association": {"a": {"subnet_id": "${aws_subnet.a.id}"}, "b": {"subnet_id": second}},
        })
    }

    #[test]
    fn a_subnet_has_one_table() {
        breaks(
            &RULE,
            associations("${aws_subnet.a.id}"),
            &[
                "aws_route_table_association.b: subnet_id: `aws_route_table_association.a` associates `aws_subnet.a`, too",
            ],
        );
        holds(&RULE, associations("${aws_subnet.b.id}"));
        unjudged(&RULE, associations("${var.subnet}"));
    }
}
