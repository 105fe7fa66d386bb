//! What is referred to is declared.

use configuration::{Kind, Mode, Node, Root};

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "reference-dangling",
    severity: Severity::Error,
    summary: "every resource, local value, variable and module that is referred to is declared",
    why: "Terraform refuses the plan",
    source: Some("https://developer.hashicorp.com/terraform/language/expressions/references"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let configuration = context.configuration;
    for (at, expression) in configuration.references() {
        // They tell of what was declared once.
        if matches!(at.block().kind, Kind::Other("moved" | "removed")) {
            continue;
        }
        for traversal in expression.traversals() {
            let declared = is_declared(context, traversal.root);
            report(context, found, at, declared, traversal.root);
        }
    }
    for block in configuration.blocks() {
        let body = configuration.node(block);
        for at in body.get("depends_on").elements() {
            let Some(text) = at.text().known() else { continue };
            let Some(root) = dependency(&text) else { continue };
            let declared = is_declared(context, root);
            report(context, found, at, declared, root);
        }
    }
}

fn is_declared(context: &Context<'_>, root: Root<'_>) -> bool {
    let other = |keyword: &'static str, name: &str| context.configuration.other(keyword, name).is_some();
    match root {
        Root::Resource(mode, ty, name) => context.configuration.declares(mode, ty, name),
        Root::Local(name) => context.configuration.local(name).is_some(),
        Root::Variable(name) => other("variable", name),
        Root::Module(name) => other("module", name),
        Root::Builtin(_) => true,
    }
}

/// What an element of `depends_on` names.
fn dependency(text: &str) -> Option<Root<'_>> {
    let mut names = text.split('.');
    match (names.next()?, names.next()?, names.next()) {
        ("data", ty, Some(name)) => Some(Root::Resource(Mode::Data, ty, without_index(name))),
        ("module", name, _) => Some(Root::Module(without_index(name))),
        ("var", name, _) => Some(Root::Variable(name)),
        ("local", name, _) => Some(Root::Local(name)),
        (ty, name, _) => Some(Root::Resource(Mode::Resource, ty, without_index(name))),
    }
}

fn without_index(name: &str) -> &str {
    name.split('[').next().unwrap_or(name)
}

fn report<'c>(
    context: &Context<'c>,
    found: &mut Found<'_, 'c>,
    at: Node<'c>,
    declared: bool,
    root: Root<'_>,
) {
    if declared {
        return;
    }
    if !context.configuration.documents().complete {
        return found.unjudged(at);
    }
    let name = match root {
        Root::Resource(Mode::Resource, ty, name) => format!("{ty}.{name}"),
        Root::Resource(Mode::Data, ty, name) => format!("data.{ty}.{name}"),
        Root::Local(name) => format!("local.{name}"),
        Root::Variable(name) => format!("var.{name}"),
        Root::Module(name) => format!("module.{name}"),
        Root::Builtin(name) => name.to_owned(),
    };
    found.report(at, format!("`{name}` is not declared"), "declare it, or refer to something that is");
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds};

    #[test]
    fn what_is_referred_to_is_declared() {
        breaks(
            &RULE,
            json!({"aws_subnet": {"a": {"vpc_id": "${aws_vpc.main.id}", "depends_on": ["aws_lb.x"]}}}),
            &[
                "aws_subnet.a: vpc_id: `aws_vpc.main` is not declared",
                "aws_subnet.a: depends_on[0]: `aws_lb.x` is not declared",
            ],
        );
        holds(
            &RULE,
            json!({
                "aws_subnet": {"a": {"vpc_id": "${aws_vpc.main.id}", "depends_on": ["aws_vpc.main"]}},
                "aws_vpc": {"main": {}},
            }),
        );
    }

    #[test]
    fn values_and_modules_are_declared_too() {
        let document = |variable: &str| {
            json!({
                "locals": {"a": 1, "b": "${local.a}"},
                "module": {"m": {"source": "./m"}},
                "output": {"x": {"value": "${var.x} ${module.m.y} ${local.b}"}},
                "variable": {variable: {}},
            })
        };
        breaks(&RULE, document("y"), &["output.x: output.x.value: `var.x` is not declared"]);
        holds(&RULE, document("x"));
    }
    #[test]
    fn what_is_made_zero_times_and_what_was_there_once_may_be_referred_to() {
        let document = |declared: &str| {
            json!({
                "moved": [{"from": "${aws_eip.old}", "to": "${aws_eip.new}"}],
                "removed": {"from": "${aws_eip.older}", "lifecycle": {"destroy": false}},
                "output": {"addresses": {"value": "${aws_eip.new[*].public_ip}"}},
                "resource": {"aws_eip": {declared: {"count": 0}}},
            })
        };
        breaks(
            &RULE,
            document("other"),
            &["output.addresses: output.addresses.value: `aws_eip.new` is not declared"],
        );
        holds(&RULE, document("new"));
    }
}
