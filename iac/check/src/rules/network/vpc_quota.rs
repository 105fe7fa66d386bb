//! A VPC has at most 200 subnets, 200 route tables and 50 interface endpoints.

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "vpc-quota",
    severity: Severity::Warning,
    summary: "a VPC has at most 200 subnets, 200 route tables and 50 interface endpoints",
    why: "AWS refuses more until the quota is raised",
    source: Some("https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for vpc in context.resources("aws_vpc") {
        let parts = |ty| context.configuration.referring(ty, "vpc_id", vpc.block());
        let is_interface =
            |endpoint: &Node<'c>| endpoint.get("vpc_endpoint_type").text().is(&"Interface".into());
        let endpoints: Vec<Node<'c>> = parts("aws_vpc_endpoint").collect();
        for kind in endpoints.iter().map(|endpoint| endpoint.get("vpc_endpoint_type")) {
            found.text(kind);
        }
        for (count, most, what) in [
            (parts("aws_subnet").count(), 200, "subnets"),
            (parts("aws_route_table").count(), 200, "route tables"),
            (endpoints.iter().filter(|endpoint| is_interface(endpoint)).count(), 50, "interface endpoints"),
        ] {
            if count > most {
                let message = format!("{count} {what}; {most} is what an account may have unasked");
                found.report(vpc, message, "ask for a higher quota before the apply");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn parts_are_counted() {
        let document = |count: usize, kind: &str| {
            let one = json!({"vpc_id": "${aws_vpc.a.id}", "vpc_endpoint_type": kind});
            let all: serde_json::Map<_, _> = (0..count).map(|at| (format!("e{at}"), one.clone())).collect();
            json!({"aws_vpc": {"a": {}}, "aws_vpc_endpoint": all})
        };
        breaks(
            &RULE,
            document(51, "Interface"),
            &["aws_vpc.a: : 51 interface endpoints; 50 is what an account may have unasked"],
        );
        holds(&RULE, document(50, "Interface"));
        holds(&RULE, document(51, "Gateway"));
        unjudged(&RULE, document(1, "${var.kind}"));
    }
}
