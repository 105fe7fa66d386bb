//! Rules of security groups: who may now reach what.

use super::{Said, Turn, known, named};
use crate::markdown::code;
use crate::plan::{Change, Plan, Value};

/// Where rules of inline groups stand, and the standalone kinds of them.
const INGRESS: &[&str] = &["aws_vpc_security_group_ingress_rule"];
const EGRESS: &[&str] = &["aws_vpc_security_group_egress_rule"];
/// The argument that names the group of a rule.
const GROUP: &str = "security_group_id";
const INTERNET: &str = "**the whole internet**";

pub(super) fn judge(plan: &Plan, change: &Change, said: &mut Said) {
    let kind = change.kind.as_str();
    if INGRESS.contains(&kind) || EGRESS.contains(&kind) {
        standalone(plan, change, INGRESS.contains(&kind), said);
    } else if kind == "aws_security_group_rule" {
        let side = if change.after.is_empty() { &change.before } else { &change.after };
        standalone(plan, change, side.get("type").as_str() == Some("ingress"), said);
    } else if matches!(kind, "aws_security_group" | "aws_default_security_group") {
        inline(plan, change, said);
    }
}

/// A rule that is a resource.
fn standalone(plan: &Plan, change: &Change, ingress: bool, said: &mut Said) {
    let says = |side: &Value, words: &str| {
        let (peers, group) = (peers(plan, change, side).join(" and "), named(plan, change, GROUP, side));
        let (from, to) = if ingress { (peers, group) } else { (group, peers) };
        format!("{from} {words} {to} on {}", ports(side))
    };
    let (before, after) = (&change.before, &change.after);
    if before.is_empty() {
        said.say(Turn::Opens, says(after, "may now reach"));
    } else if after.is_empty() {
        said.say(Turn::Closes, says(before, "may no longer reach"));
    } else if says(before, "") != says(after, "") {
        let peers = [before, after].map(|side| peers(plan, change, side).join(" and "));
        let same_group = named(plan, change, GROUP, before) == named(plan, change, GROUP, after);
        let until_now = match (peers[0] == peers[1], ports(before) == ports(after)) {
            (true, false) if same_group => format!("on {}", ports(before)),
            (false, true) if same_group => peers[0].clone(),
            _ => says(before, "reaches"),
        };
        let narrows = peers[0].contains(INTERNET) && !peers[1].contains(INTERNET);
        let turn = if narrows { Turn::Closes } else { Turn::Opens };
        said.say(turn, format!("{} (until now {until_now})", says(after, "may now reach")));
    }
}

/// Rules that stand in their group.
fn inline(plan: &Plan, change: &Change, said: &mut Said) {
    let group = code(&change.address);
    for direction in ["ingress", "egress"] {
        let (before, after) = (change.before.get(direction), change.after.get(direction));
        if before == after || matches!(after, Value::Unknown) {
            continue;
        }
        for (rules, other, turn, words) in [
            (after, before, Turn::Opens, "may now reach"),
            (before, after, Turn::Closes, "may no longer reach"),
        ] {
            for rule in rules.elements().iter().filter(|rule| !other.elements().contains(rule)) {
                let peers = peers(plan, change, rule).join(" and ");
                let (from, to) = if direction == "ingress" { (&peers, &group) } else { (&group, &peers) };
                said.say(turn, format!("{from} {words} {to} on {}", ports(rule)));
            }
        }
    }
}

/// Whom a rule speaks of.
fn peers(plan: &Plan, change: &Change, rule: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for argument in ["cidr_ipv4", "cidr_ipv6", "cidr_blocks", "ipv6_cidr_blocks"] {
        match rule.get(argument) {
            Value::List(ranges) => found.extend(ranges.iter().map(range)),
            Value::Null => {}
            one => found.push(range(one)),
        }
    }
    for argument in [
        "referenced_security_group_id",
        "source_security_group_id",
        "security_groups",
        "prefix_list_id",
        "prefix_list_ids",
    ] {
        match rule.get(argument) {
            Value::List(groups) => {
                found.extend(
                    groups.iter().map(|group| code(&known(plan, group).unwrap_or(group.to_string()))),
                );
            }
            Value::Null => {}
            Value::Unknown if plan.reference(&change.address, argument).is_none() => {}
            _ => found.push(named(plan, change, argument, rule)),
        }
    }
    if rule.get("self").as_bool() == Some(true) {
        found.push("its own members".to_owned());
    }
    if found.is_empty() {
        found.push("somebody known only after the apply".to_owned());
    }
    found
}

fn range(value: &Value) -> String {
    match value.as_str() {
        Some(range @ ("0.0.0.0/0" | "::/0")) => format!("{INTERNET} ({})", code(range)),
        _ => code(&value.to_string()),
    }
}

fn ports(rule: &Value) -> String {
    let protocol =
        [rule.get("ip_protocol"), rule.get("protocol")].into_iter().find_map(Value::as_str).unwrap_or("-1");
    let (from, to) = (rule.get("from_port"), rule.get("to_port"));
    match (protocol, from, to) {
        ("-1" | "all", ..) => "**every port and protocol**".to_owned(),
        (_, Value::Null, _) => code(protocol),
        (_, from, to) if from == to => code(&format!("{protocol} {from}")),
        (_, from, to) => code(&format!("{protocol} {from}-{to}")),
    }
}
