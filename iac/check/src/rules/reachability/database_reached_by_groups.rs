//! A database lets in those that were meant, on its own port.

use configuration::{Block, Node};

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::security_groups::{Direction, GroupRule, Peer, Ports, Protocol};

pub(crate) const RULE: Rule = Rule {
    id: "database-reached-by-groups",
    severity: Severity::Error,
    summary: "the security group of a database lets in other security groups by name, on the database's port alone",
    why: "with addresses, whatever gets one of them reaches everybody's data, and nobody sees in the files who that is",
    source: Some("https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.RDSSecurityGroups.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for ty in ["aws_rds_cluster", "aws_db_instance"] {
        for database in context.resources(ty) {
            for reference in database.get("vpc_security_group_ids").elements() {
                let group = found.known(reference, context.security_groups().referred(reference));
                let Some(group) = group.and_then(|group| context.security_groups().get(group)) else {
                    continue;
                };
                if !group.is_complete {
                    found.unjudged(reference);
                }
                for rule in group.in_direction(Direction::Ingress) {
                    judge(context, database, rule, found);
                }
            }
        }
    }
}

fn judge<'c>(context: &Context<'c>, database: Node<'c>, rule: &GroupRule<'c>, found: &mut Found<'_, 'c>) {
    let block: &'c Block<'c> = database.block();
    let address = block.address();
    match &rule.peer {
        Peer::Group(_) => {}
        Peer::Unknown => return found.unjudged(rule.at),
        Peer::Itself => {
            let message = format!("whatever has the group of `{address}` reaches it");
            return found.report(rule.at, message, "name the security groups that are meant");
        }
        _ => {
            let message = format!("`{address}` lets in addresses, whoever has them");
            return found.report(rule.at, message, "name the security groups that are meant");
        }
    }
    let port = match context.network().port_of_database(block) {
        Ok(port) => port,
        Err(stop) => return found.unjudged(stop.at),
    };
    match (rule.protocol, rule.ports) {
        (Protocol::Tcp, Ports::Range(from, to)) if (from, to) == (port, port) => {}
        (Protocol::Unknown, _) | (_, Ports::Unknown) => found.unjudged(rule.at),
        _ => {
            let message =
                format!("`{address}` listens on TCP {port}, and the rule lets in on more or other than that");
            found.report(rule.at, message, format!("let in on TCP {port} alone"));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn document(rule: &Value) -> Value {
        let mut rule = rule.clone();
        rule["security_group_id"] = json!("${aws_security_group.data.id}");
        json!({
            "aws_security_group": {"data": {}, "task": {}},
            "aws_vpc_security_group_ingress_rule": {"a": rule},
            "aws_rds_cluster": {"a": {
                "engine": "aurora-postgresql", "vpc_security_group_ids": ["${aws_security_group.data.id}"],
            }},
        })
    }

    #[test]
    fn groups_are_let_in_on_its_port() {
        let from_task = |from: u16, to: u16| {
            document(&json!({
                "referenced_security_group_id": "${aws_security_group.task.id}", "ip_protocol": "tcp",
                "from_port": from, "to_port": to,
            }))
        };
        holds(&RULE, from_task(5432, 5432));
        let at = "aws_vpc_security_group_ingress_rule.a: ";
        breaks(
            &RULE,
            from_task(5432, 5433),
            &[&format!(
                "{at}: `aws_rds_cluster.a` listens on TCP 5432, and the rule lets in on more or other than that"
            )],
        );
        for peer in [json!({"cidr_ipv4": "10.0.0.0/16"}), json!({"cidr_ipv4": "0.0.0.0/0"})] {
            let mut rule = json!({"ip_protocol": "tcp", "from_port": 5432, "to_port": 5432});
            rule.as_object_mut().unwrap().extend(peer.as_object().unwrap().clone());
            breaks(
                &RULE,
                document(&rule),
                &[&format!("{at}: `aws_rds_cluster.a` lets in addresses, whoever has them")],
            );
        }
        let own =
            json!({"referenced_security_group_id": "${aws_security_group.data.id}", "ip_protocol": "-1"});
        breaks(
            &RULE,
            document(&own),
            &[&format!("{at}: whatever has the group of `aws_rds_cluster.a` reaches it")],
        );
        unjudged(&RULE, document(&json!({"referenced_security_group_id": "${var.x}", "ip_protocol": "-1"})));
    }

    #[test]
    fn each_engine_has_its_port() {
        let from_task = |port: u16, database: Value| {
            let mut document = document(&json!({
                "referenced_security_group_id": "${aws_security_group.task.id}", "ip_protocol": "tcp",
                "from_port": port, "to_port": port,
            }));
            document.as_object_mut().unwrap().remove("aws_rds_cluster");
            document["aws_db_instance"] = json!({"a": database});
            document["aws_db_instance"]["a"]["vpc_security_group_ids"] =
                json!(["${aws_security_group.data.id}"]);
            document
        };
        for (engine, port) in [
            ("mysql", 3306),
            ("mariadb", 3306),
            ("oracle-se2", 1521),
            ("sqlserver-ex", 1433),
            ("db2-se", 50000),
        ] {
            holds(&RULE, from_task(port, json!({"engine": engine})));
            breaks(
                &RULE,
                from_task(5432, json!({"engine": engine})),
                &[&format!(
                    "aws_vpc_security_group_ingress_rule.a: : `aws_db_instance.a` listens on TCP {port}, and the rule lets in on more or other than that"
                )],
            );
        }
        // A copy listens where its original does.
        unjudged(&RULE, from_task(5433, json!({"engine": "postgres", "snapshot_identifier": "a"})));
    }
}
