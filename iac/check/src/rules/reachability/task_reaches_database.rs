//! Tasks reach the database that they are told of.

use configuration::{Block, Piece, Read, Symbol};

use crate::context::Context;
use crate::found::Found;
use crate::network::database_at;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "task-reaches-database",
    severity: Severity::Error,
    summary: "tasks with the address of a database of these files in a variable reach it: both security groups let them, on its port",
    why: "every request that needs data waits for a connection, and fails",
    source: Some("https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.RDSSecurityGroups.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    super::each_container(context, found, |service, container, found| {
        for (_, value) in container.environment() {
            let Read::Known(symbol) = value.symbol() else { continue };
            for database in databases(&symbol) {
                let what =
                    format!("the tasks of `{}` do not reach `{}`", service.address(), database.address());
                let answer = context.network().service_reaches_database(service, database);
                super::must_be_open(answer, &what, found);
            }
        }
    });
}

/// The databases whose addresses a text has.
fn databases<'c>(symbol: &Symbol<'c>) -> Vec<&'c Block<'c>> {
    let of_piece = |piece: &Piece<'c>| match piece {
        Piece::Attribute(target) => database_at(target),
        _ => None,
    };
    symbol.0.iter().filter_map(of_piece).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::rules::reachability::sound;
    use crate::testing::{breaks, holds, unjudged};

    /// The sound document with a database, whose group lets in on this port, and a task that is told of it.
    fn document(port: u16, groups: &Value) -> Value {
        let mut document = sound();
        document["aws_subnet"]["data"] = json!({"vpc_id": "${aws_vpc.main.id}", "cidr_block": "10.0.2.0/24"});
        document["aws_security_group"]["data"] = json!({"vpc_id": "${aws_vpc.main.id}"});
        document["aws_db_subnet_group"] =
            json!({"a": {"name": "a", "subnet_ids": ["${aws_subnet.data.id}"]}});
        document["aws_rds_cluster"] = json!({"a": {
            "db_subnet_group_name": "${aws_db_subnet_group.a.name}", "engine": "aurora-postgresql",
            "vpc_security_group_ids": groups,
        }});
        let rule = |own: &str, other: &str| {
            json!({
                "security_group_id": own, "referenced_security_group_id": other, "ip_protocol": "tcp",
                "from_port": port, "to_port": port,
            })
        };
        let (task, data) = ("${aws_security_group.task.id}", "${aws_security_group.data.id}");
        document["aws_vpc_security_group_egress_rule"]["data"] = rule(task, data);
        document["aws_vpc_security_group_ingress_rule"]["data"] = rule(data, task);
        let url = "postgres://a@${aws_rds_cluster.a.endpoint}:5432/a";
        let containers = json!([{"name": "a", "environment": [{"name": "DATABASE_URL", "value": url}]}]);
        document["aws_ecs_task_definition"]["a"]["container_definitions"] = json!(containers.to_string());
        document
    }

    #[test]
    fn the_database_is_reached() {
        let groups = json!(["${aws_security_group.data.id}"]);
        holds(&RULE, document(5432, &groups));
        holds(&RULE, sound());
        breaks(
            &RULE,
            document(5433, &groups),
            &[
                "aws_security_group.task: : the tasks of `aws_ecs_service.a` do not reach `aws_rds_cluster.a`: `aws_security_group.task` lets out nothing to `aws_security_group.data` on 5432",
            ],
        );
        let mut closed = document(5432, &groups);
        closed["aws_vpc_security_group_ingress_rule"].as_object_mut().unwrap().remove("data");
        breaks(
            &RULE,
            closed,
            &[
                "aws_security_group.data: : the tasks of `aws_ecs_service.a` do not reach `aws_rds_cluster.a`: `aws_security_group.data` lets in nothing from `aws_security_group.task` on 5432",
            ],
        );
        unjudged(&RULE, document(5432, &json!("${var.groups}")));
    }
}
