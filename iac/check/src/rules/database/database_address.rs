//! The host of a database's URL is an address.

use configuration::{Kind, Mode};

use super::told::Address;
use crate::containers::each;
use crate::context::Context;
use crate::found::Found;
use crate::network::database_at;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "database-address",
    severity: Severity::Error,
    summary: "the host of a database's URL in a variable is an address, not an ARN or an id, and the port stands there once",
    why: "the program looks for a host that there is not, and no request that needs data is answered",
    source: Some("https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_Endpoint.html"),
    check,
};

/// What else something may be reached at, or be told by.
const OTHERS: [(&str, &str); 10] = [
    ("aws_eip", "private_dns"),
    ("aws_eip", "private_ip"),
    ("aws_eip", "public_dns"),
    ("aws_eip", "public_ip"),
    ("aws_lb", "dns_name"),
    ("aws_rds_cluster_instance", "endpoint"),
    ("aws_route53_record", "fqdn"),
    ("aws_route53_record", "name"),
    ("aws_ssm_parameter", "insecure_value"),
    ("aws_ssm_parameter", "value"),
];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |_, container, found| {
        for (_, value) in container.environment() {
            if let Some(address) = Address::of(value, found) {
                judge(context, &address, found);
            }
        }
    });
}

fn judge<'c>(context: &Context<'c>, address: &Address<'c>, found: &mut Found<'_, 'c>) {
    let Kind::Resource(mode, ty) = address.host.block.kind else { return };
    let attribute = address.host.attribute;
    let named = format!("`{attribute}` of `{}`", address.host.block.address());
    if database_at(&address.host).is_some() || OTHERS.contains(&(ty, attribute)) {
        if (ty, attribute) == ("aws_db_instance", "endpoint") && address.has_port() {
            let fix = "name it by its attribute `address`, or leave out the port";
            found.report(address.at, format!("{named} has the port already"), fix);
        }
    } else if mode == Mode::Resource
        && context.providers().iter().any(|provider| provider.resource(ty).is_some())
    {
        let fix = "name the database by `address` of an instance, or `endpoint` of a cluster";
        found.report(address.at, format!("{named} is no address"), fix);
    } else {
        found.unjudged(address.at);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::containers::fargate;
    use crate::testing::{breaks, holds, unjudged};

    fn document(url: &str) -> Value {
        let mut document =
            fargate(&json!([{"name": "a", "environment": [{"name": "DATABASE_URL", "value": url}]}]));
        document["aws_db_instance"] = json!({"a": {}});
        document["aws_kms_key"] = json!({"a": {}});
        document["aws_lb"] = json!({"a": {}});
        document["aws_mq_broker"] = json!({"a": {}});
        document["aws_rds_cluster"] = json!({"a": {}});
        document
    }

    #[test]
    fn the_host_is_an_address() {
        for host in [
            "${aws_db_instance.a.address}:5432",
            "${aws_db_instance.a.endpoint}",
            "${aws_rds_cluster.a.endpoint}:5432",
            "${aws_rds_cluster.a.reader_endpoint}",
            "${aws_lb.a.dns_name}:5432",
            "db.example.org:5432",
        ] {
            holds(&RULE, document(&format!("postgres://orders@{host}/orders")));
            holds(&RULE, document(&format!("postgresql://{host}/orders")));
            holds(&RULE, document(&format!("mysql://${{var.user}}:${{var.password}}@{host}/orders")));
        }
        holds(&RULE, document("https://${aws_kms_key.a.arn}/"));
        let at = "aws_ecs_task_definition.a: container_definitions[0].environment[0].value";
        for (host, said) in [
            ("${aws_db_instance.a.arn}:5432", "`arn` of `aws_db_instance.a` is no address"),
            ("${aws_rds_cluster.a.id}:5432", "`id` of `aws_rds_cluster.a` is no address"),
            ("${aws_kms_key.a.arn}", "`arn` of `aws_kms_key.a` is no address"),
            ("${aws_db_instance.a.endpoint}:5432", "`endpoint` of `aws_db_instance.a` has the port already"),
        ] {
            let url = format!("postgres://orders@{host}/orders");
            breaks(&RULE, document(&url), &[&format!("{at}: {said}")]);
        }
        for host in ["${aws_mq_broker.a.id}", "${var.host}:5432", "${data.aws_db_instance.a.address}"] {
            unjudged(&RULE, document(&format!("postgres://orders@{host}/orders")));
        }
    }
}
