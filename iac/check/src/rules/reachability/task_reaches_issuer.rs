//! Tasks reach whoever signs the tokens that they accept.

use crate::context::Context;
use crate::found::Found;
use crate::network::host;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "task-reaches-issuer",
    severity: Severity::Error,
    summary: "tasks reach the issuer of the tokens that they accept: the address in a variable such as OIDC_ISSUER",
    why: "without the issuer's keys a service can verify no token, and answers nobody",
    source: Some("https://openid.net/specs/openid-connect-discovery-1_0.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let network = context.network();
    super::each_variable(context, found, is_issuer, |service, name, value, found| {
        let Some(address) = found.text(value) else { return };
        let Some(outside) = host(&address).filter(|_| address.contains("://")) else { return };
        let what = format!("the tasks of `{}` do not reach `{}` of {name}", service.address(), outside.host);
        super::must_be_open(network.service_reaches_host(service, &outside), &what, found);
    });
}

fn is_issuer(name: &str) -> bool {
    name == "ISSUER" || name.ends_with("_ISSUER") || name.ends_with("_ISSUER_URL") || name == "ISSUER_URL"
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::rules::reachability::{sound, with};
    use crate::testing::{breaks, holds};

    #[test]
    fn the_issuer_is_reached() {
        breaks(
            &RULE,
            with("/aws_vpc_security_group_egress_rule/task/cidr_ipv4", json!("10.0.0.0/16")),
            &[
                "aws_security_group.task: : the tasks of `aws_ecs_service.a` do not reach `login.example.org` of OIDC_ISSUER: `aws_security_group.task` lets out nothing to the internet on 443",
            ],
        );
        holds(&RULE, sound());
    }
}
