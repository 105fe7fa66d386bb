//! A route table is that of a subnet.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "route-table-used",
    severity: Severity::Warning,
    summary: "a route table is associated with a subnet or a gateway, or is the VPC's main one",
    why: "the subnet that it is meant for has the main route table's routes instead, whatever they are or will be",
    source: Some("https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html"),
    check,
};

const ASSOCIATIONS: [&str; 2] = ["aws_main_route_table_association", "aws_route_table_association"];

/// Types whose reference to a table puts no subnet under it.
const OTHERS: [&str; 3] = ["aws_route", "aws_vpc_endpoint", "aws_vpc_endpoint_route_table_association"];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for table in context.resources("aws_route_table") {
        let users = context.users().of_block(table.block());
        let has = |types: &[&str], user: Option<&str>| user.is_some_and(|user| types.contains(&user));
        if users.iter().any(|user| has(&ASSOCIATIONS, user.resource_type())) {
            continue;
        }
        // Whoever else is told of it may associate it.
        if !context.is_root() || !users.iter().all(|user| has(&OTHERS, user.resource_type())) {
            found.unjudged(table);
        } else {
            let message = "no subnet has this route table";
            found.report(table, message, "add an `aws_route_table_association`, or remove the table");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn tables_are_used() {
        let document = |ty: &str, user: Value| {
            let mut document = json!({"aws_route_table": {"a": {}}});
            document[ty] = json!({"a": user});
            document
        };
        let user = json!({"route_table_id": "${aws_route_table.a.id}"});
        holds(&RULE, document("aws_route_table_association", user.clone()));
        holds(&RULE, document("aws_main_route_table_association", user.clone()));
        let said = "aws_route_table.a: : no subnet has this route table";
        breaks(&RULE, document("aws_route", user.clone()), &[said]);
        breaks(
            &RULE,
            document("aws_vpc_endpoint", json!({"route_table_ids": ["${aws_route_table.a.id}"]})),
            &[said],
        );
        unjudged(&RULE, document("aws_ssm_parameter", json!({"value": "${aws_route_table.a.id}"})));
        unjudged(&RULE, json!({"resource": {"aws_route_table": {"a": {}}}}));
    }
}
