//! Arguments are those that the provider takes, of the types that it takes.

use std::collections::BTreeMap;

use configuration::{Path, Step};
use schema::{Kind, Problem};

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "provider-schema",
    severity: Severity::Error,
    summary: "arguments are those that the provider takes, required ones are there, values have the right type",
    why: "Terraform refuses the plan, or drops what it does not know",
    source: Some("https://registry.terraform.io/providers/hashicorp/aws/latest/docs"),
    check,
};

/// Blocks that the slice cuts off, because they hold themselves: what stands in them is not judged.
const CUT: [&str; 4] = ["and_statement", "not_statement", "or_statement", "scope_down_statement"];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let documents = &context.configuration.documents().documents;
    // What several versions refuse is said once.
    let mut refused: BTreeMap<(&str, String, String), (Problem<'c>, usize)> = BTreeMap::new();
    for provider in context.providers() {
        let trees = documents.iter().map(|document| (document.name, &document.tree));
        for problem in schema::conform(*provider, trees).into_iter().filter(|problem| !is_outside(problem)) {
            let plain = problem.message().replace(&format!(" in {provider}"), "");
            let (_, versions) =
                refused.entry((problem.file, problem.path(), plain)).or_insert_with(|| (problem, 0));
            *versions += 1;
        }
    }
    for (problem, versions) in refused.into_values() {
        if context.refuses(versions) {
            report(context, found, &problem);
        }
    }
}

/// Whether only the slice does not know it.
fn is_outside(problem: &Problem<'_>) -> bool {
    match &problem.kind {
        // What is not in the slice is counted with the resources; what is near to something in it is a slip of the pen.
        Kind::UnknownType { nearest, .. } => nearest.is_none(),
        Kind::UnknownArgument { name, .. } => CUT.contains(&name.as_str()),
        _ => false,
    }
}

fn report<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>, problem: &Problem<'c>) {
    const TOP: [&str; 12] = [
        "check",
        "data",
        "ephemeral",
        "import",
        "locals",
        "module",
        "moved",
        "output",
        "provider",
        "removed",
        "terraform",
        "variable",
    ];
    let mut steps = problem.steps.clone();
    let is_resource = !matches!(steps.first(), Some(Step::Name(name)) if TOP.contains(name));
    let labels = match steps.first() {
        _ if is_resource => 2,
        Some(Step::Name("data")) => 3,
        _ => 2,
    };
    let address = Path(&steps[..labels.min(steps.len())]).to_string();
    if is_resource {
        steps.insert(0, Step::Name("resource"));
    }
    let message = problem.message();
    let (message, fix) = match message.split_once("; ") {
        Some((message, fix)) => (message.to_owned(), fix.to_owned()),
        None => (message, "write what the provider's documentation says of it".to_owned()),
    };
    let names: Vec<&str> =
        steps.iter().map_while(|step| if let Step::Name(name) = step { Some(*name) } else { None }).collect();
    // What an override file sets stands there.
    let set_by = names
        .split_at_checked(labels + usize::from(is_resource))
        .and_then(|(block, rest)| context.configuration.documents().set_by(block, rest.first()?));
    found.add(address, set_by.unwrap_or(problem.file), steps, None, message, fix);
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds};

    #[test]
    fn arguments_are_the_providers() {
        breaks(
            &RULE,
            json!({"aws_subnet": {"a": {"vpc_id": "x", "cidr_blok": "y"}}}),
            &["aws_subnet.a: cidr_blok: `aws_subnet` has no `cidr_blok` in AWS provider 5.100.0"],
        );
        holds(&RULE, json!({"aws_subnet": {"a": {"vpc_id": "x", "cidr_block": "y"}}}));
        // Types that the slice has not are no mistake.
        holds(&RULE, json!({"aws_quicksight_theme": {"a": {"anything": 1}}}));
    }

    #[test]
    fn what_one_version_refuses_is_refused() {
        breaks(
            &RULE,
            json!({"aws_subnet": {"a": {"vpc_id": "x", "region": "y"}}}),
            &["aws_subnet.a: region: `aws_subnet` has no `region` in AWS provider 5.100.0"],
        );
    }
}
