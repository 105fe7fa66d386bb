//! A database lets in whom somebody told of it, and no others.

use std::collections::HashSet;

use configuration::{Block, Kind, Mode, Node, Root};

use super::{DATABASES, databases};
use crate::containers::Container;
use crate::context::Context;
use crate::found::Found;
use crate::network::host;
use crate::policies::Cover;
use crate::rule::{Rule, Severity};
use crate::security_groups::{Direction, GroupRule, Peer, Protocol};

pub(crate) const RULE: Rule = Rule {
    id: "database-ingress-told",
    severity: Severity::Warning,
    summary: "a security group that the group of a database lets in has somebody in it who is told of the database",
    why: "it is a way to the data that nobody needs: who takes over what is in that group finds it open",
    source: None,
    check,
};

/// What rules of security groups are said in, and so puts nobody into a group.
const RULES: [&str; 5] = [
    "aws_default_security_group",
    "aws_security_group",
    "aws_security_group_rule",
    "aws_vpc_security_group_egress_rule",
    "aws_vpc_security_group_ingress_rule",
];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (group, databases) in groups(context, found) {
        let Some(known) = context.security_groups().get(group) else { continue };
        for rule in known.in_direction(Direction::Ingress) {
            if let Peer::Group(peer) = rule.peer {
                judge(context, group, rule, peer, &databases, found);
            }
        }
    }
}

/// The groups of databases, each with the databases in it.
fn groups<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) -> Vec<(&'c Block<'c>, Vec<&'c Block<'c>>)> {
    let mut groups: Vec<(&Block<'_>, Vec<&Block<'_>>)> = Vec::new();
    for database in databases(context) {
        for at in database.get("vpc_security_group_ids").elements() {
            let Some(group) = found.known(at, context.security_groups().referred(at)) else { continue };
            match groups.iter_mut().find(|(known, _)| *known == group) {
                Some((_, databases)) => databases.push(database.block()),
                None => groups.push((group, vec![database.block()])),
            }
        }
    }
    groups
}

fn judge<'c>(
    context: &Context<'c>,
    group: &'c Block<'c>,
    rule: &GroupRule<'c>,
    peer: &'c Block<'c>,
    databases: &[&'c Block<'c>],
    found: &mut Found<'_, 'c>,
) {
    let admits = |database: &&'c Block<'c>| match context.network().port_of_database(database) {
        Ok(port) => rule.admits(Protocol::Tcp, port),
        Err(_) => None,
    };
    let admitted: Vec<Option<bool>> = databases.iter().map(admits).collect();
    if admitted.iter().all(|admitted| *admitted == Some(false)) {
        return;
    }
    // What else is in the group of the database may be whom the rule is for.
    let of_databases = holders(context, group)
        .all(|holder| holder.resource_type().is_some_and(|ty| DATABASES.contains(&ty)));
    let is_sure = of_databases && rule.is_certain && context.is_root() && admitted.contains(&Some(true));
    match told(context, peer, databases, found) {
        Cover::Yes => {}
        Cover::No if is_sure => {
            let names: Vec<String> =
                databases.iter().map(|database| format!("`{}`", database.address())).collect();
            let names = names.join(", ");
            let message =
                format!("`{}` is let in to {names}, and nobody there is told of it", peer.address());
            found.report(
                rule.peer_at,
                message,
                "remove the rule, or name the group of who needs the database",
            );
        }
        Cover::No | Cover::Maybe => found.unjudged(rule.peer_at),
    }
}

/// What refers to a group to be in it.
fn holders<'c>(context: &Context<'c>, group: &Block<'c>) -> impl Iterator<Item = &'c Block<'c>> {
    let is_rule = |ty: &str| RULES.contains(&ty);
    let users = context.users().of_block(group).to_vec();
    users.into_iter().filter(move |user| !user.resource_type().is_some_and(is_rule))
}

/// Whether somebody in a group is told of one of the databases. Who is in a group that nothing here refers to, nobody knows.
fn told<'c>(
    context: &Context<'c>,
    group: &Block<'c>,
    databases: &[&'c Block<'c>],
    found: &mut Found<'_, 'c>,
) -> Cover {
    let each = holders(context, group).map(|holder| {
        let node = context.configuration.node(holder);
        match holder.kind {
            Kind::Resource(Mode::Resource, "aws_lb" | "aws_alb") => {
                // One for TCP may stand before a database.
                let kind = node.get("load_balancer_type").text().or("application".into());
                if kind.is(&"application".into()) { Cover::No } else { Cover::Maybe }
            }
            // It answers, and calls nobody.
            Kind::Resource(Mode::Resource, "aws_vpc_endpoint") => Cover::No,
            Kind::Resource(Mode::Resource, "aws_ecs_service") => service(context, node, databases, found),
            _ if leads(context, holder, databases) => Cover::Yes,
            _ => Cover::Maybe,
        }
    });
    each.max().unwrap_or(Cover::Maybe)
}

/// Whether the tasks of a service are told of one of the databases.
fn service<'c>(
    context: &Context<'c>,
    service: Node<'c>,
    databases: &[&'c Block<'c>],
    found: &mut Found<'_, 'c>,
) -> Cover {
    let Some(task) = context.tasks().of_service(service, found) else { return Cover::Maybe };
    if leads(context, task.node.block(), databases) {
        return Cover::Yes;
    }
    let containers = task.containers(found);
    if !containers.is_empty() && containers.iter().all(is_told_nothing) { Cover::No } else { Cover::Maybe }
}

/// Whether nothing that a container is told may be a database, or lead to one.
fn is_told_nothing(container: &Container<'_>) -> bool {
    let is_nothing = |value: Node<'_>| value.text().known().is_some_and(|text| host(&text).is_none());
    !container.get("environmentFiles").is_present()
        && container.secrets().next().is_none()
        && container.environment().all(|(_, value)| is_nothing(value))
}

/// Whether a block refers to one of the databases: itself, or by what it refers to.
fn leads<'c>(context: &Context<'c>, from: &'c Block<'c>, databases: &[&'c Block<'c>]) -> bool {
    let configuration = context.configuration;
    let mut seen = HashSet::from([from.index()]);
    let mut open = vec![from];
    while let Some(block) = open.pop() {
        if databases.contains(&block) {
            return true;
        }
        configuration.node(block).references(|_, expression| {
            for traversal in expression.traversals() {
                let next = match traversal.root {
                    Root::Resource(mode, ty, name) => configuration.resource(mode, ty, name),
                    Root::Local(name) => configuration.other("local", name).map(|local| local.block()),
                    _ => None,
                };
                open.extend(next.filter(|next| seen.insert(next.index())));
            }
        });
    }
    false
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    /// A database that lets in the group of a load balancer and that of a service, which is told this.
    fn document(value: &str, more: &[(&str, Value)]) -> Value {
        let containers = json!([{"name": "a", "environment": [{"name": "A", "value": value}]}]);
        let rule = |from: &str| {
            json!({
                "security_group_id": "${aws_security_group.database.id}", "referenced_security_group_id": from,
                "ip_protocol": "tcp", "from_port": 5432, "to_port": 5432,
            })
        };
        let mut document = json!({
            "aws_db_instance": {"a": {
                "engine": "postgres", "vpc_security_group_ids": ["${aws_security_group.database.id}"],
            }},
            "aws_security_group": {"database": {}, "front": {}, "tasks": {}},
            "aws_ecs_task_definition": {"a": {"family": "a", "container_definitions": containers.to_string()}},
            "aws_ecs_service": {"a": {
                "task_definition": "${aws_ecs_task_definition.a.arn}",
                "network_configuration": {"security_groups": ["${aws_security_group.tasks.id}"]},
            }},
            "aws_vpc_security_group_ingress_rule": {"tasks": rule("${aws_security_group.tasks.id}")},
        });
        for (name, load_balancer) in more {
            document["aws_lb"][name] = load_balancer.clone();
            document["aws_vpc_security_group_ingress_rule"]["front"] = rule("${aws_security_group.front.id}");
        }
        document
    }

    const URL: &str = "postgres://orders@${aws_db_instance.a.address}/orders";
    const FRONT: &str = "aws_vpc_security_group_ingress_rule.front: referenced_security_group_id: `aws_security_group.front` is let in to `aws_db_instance.a`, and nobody there is told of it";

    fn load_balancer(kind: &str) -> Value {
        json!({"load_balancer_type": kind, "security_groups": ["${aws_security_group.front.id}"]})
    }

    #[test]
    fn who_is_let_in_is_told() {
        holds(&RULE, document(URL, &[]));
        breaks(
            &RULE,
            document("x", &[]),
            &[
                "aws_vpc_security_group_ingress_rule.tasks: referenced_security_group_id: `aws_security_group.tasks` is let in to `aws_db_instance.a`, and nobody there is told of it",
            ],
        );
        breaks(&RULE, document(URL, &[("a", load_balancer("application"))]), &[FRONT]);
        let mut elsewhere = document(URL, &[("a", load_balancer("application"))]);
        elsewhere["aws_vpc_security_group_ingress_rule"]["front"]["from_port"] = json!(443);
        elsewhere["aws_vpc_security_group_ingress_rule"]["front"]["to_port"] = json!(443);
        holds(&RULE, elsewhere);
    }

    #[test]
    fn by_whom_does_not_matter() {
        let mut by_parameter = document("${aws_ssm_parameter.a.value}", &[]);
        by_parameter["aws_ssm_parameter"] = json!({"a": {"value": URL}});
        holds(&RULE, by_parameter);
        let mut by_local = json!({"resource": document("${local.url}", &[]), "provider": {"aws": {}}});
        by_local["locals"] = json!({"url": URL});
        holds(&RULE, by_local);
    }

    #[test]
    fn what_nobody_knows_is_not_judged() {
        for value in ["${var.url}", "postgres://orders@db.example.org/orders", "db.example.org"] {
            unjudged(&RULE, document(value, &[]));
        }
        unjudged(&RULE, document(URL, &[("a", load_balancer("network"))]));
        // Nobody says who is in it.
        unjudged(&RULE, document(URL, &[("a", json!({}))]));
        let mut shared = document(URL, &[("a", load_balancer("application"))]);
        shared["aws_instance"] =
            json!({"a": {"vpc_security_group_ids": ["${aws_security_group.database.id}"]}});
        unjudged(&RULE, shared);
        let with_output = json!({
            "provider": {"aws": {}},
            "resource": document(URL, &[("a", load_balancer("application"))]),
            "output": {"front": {"value": "${aws_security_group.front.id}"}},
        });
        unjudged(&RULE, with_output);
    }
}
