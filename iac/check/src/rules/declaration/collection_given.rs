//! A function that takes a collection is given one.

use configuration::{Expression, Json, Mode, Node, Part, Root, Template};
use schema::{Block, Type};

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "collection-given",
    severity: Severity::Error,
    summary: "what `one`, `tolist` and `toset` are given is an attribute that holds several, not a text or a number",
    why: "Terraform refuses the plan",
    source: Some("https://developer.hashicorp.com/terraform/language/functions/tolist"),
    check,
};

const FUNCTIONS: [&str; 3] = ["one(", "tolist(", "toset("];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let mut last = None;
    for (at, expression) in context.configuration.references() {
        // A text with several expressions comes several times.
        if matches!(expression, Expression::Reference(_)) || last.replace(at) == Some(at) {
            continue;
        }
        let Some(Json::String(text)) = at.json() else { continue };
        for part in Template::parts(text.as_str()) {
            if let Part::Expression(expression) = part
                && let Some((mode, ty, name, attribute)) = given(expression)
            {
                judge(context, at, (mode, ty, name), attribute, found);
            }
        }
    }
}

/// The attribute of a resource that one of the functions is given, and nothing else: `tolist(aws_db_instance.a.endpoint)[0]`.
fn given(expression: &str) -> Option<(Mode, &str, &str, &str)> {
    let call = FUNCTIONS.iter().find_map(|function| expression.strip_prefix(function))?;
    let (argument, _) = call.split_once(')')?;
    // `aws_subnet.a[*].id` are several.
    if argument.contains(['(', ',', '[', '*', '"']) {
        return None;
    }
    let Expression::Reference(traversal) = Expression::of(argument) else { return None };
    let Root::Resource(mode, ty, name) = traversal.root else { return None };
    (traversal.plain && !traversal.attribute.is_empty()).then_some((mode, ty, name, traversal.attribute))
}

fn judge<'c>(
    context: &Context<'c>,
    at: Node<'c>,
    (mode, ty, name): (Mode, &str, &str),
    attribute: &str,
    found: &mut Found<'_, 'c>,
) {
    let Some(target) = context.configuration.resource(mode, ty, name).filter(|block| block.is_single())
    else {
        return;
    };
    let is_single = |block: &&Block| {
        let attribute = block.attribute(attribute);
        attribute.is_some_and(|attribute| matches!(attribute.ty, Type::String | Type::Number | Type::Bool))
    };
    let known: Vec<&Block> =
        context.providers().iter().filter_map(|provider| provider.of(mode, ty)).collect();
    if known.is_empty() {
        found.unjudged(at);
    } else if context.refuses(known.iter().copied().filter(is_single).count()) {
        let message = format!("`{attribute}` of `{}` holds one value, and not several", target.address());
        found.report(at, message, "name the attribute that holds several, or leave out the function");
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn collections_are_given() {
        let document = |value: &str| {
            json!({
                "aws_db_instance": {"a": {}},
                "aws_docdb_cluster": {"a": {}},
                "aws_ssm_parameter": {"a": {"value": value}},
            })
        };
        for wrong in [
            "${tolist(aws_db_instance.a.arn)[0].secret_arn}",
            "x ${aws_db_instance.a.id} ${one(aws_db_instance.a.arn)}",
        ] {
            let said =
                "aws_ssm_parameter.a: value: `arn` of `aws_db_instance.a` holds one value, and not several";
            breaks(&RULE, document(wrong), &[said]);
        }
        for right in [
            "${tolist(aws_db_instance.a.master_user_secret)[0].secret_arn}",
            "${one(aws_db_instance.a[*].arn)}",
            "${tolist([aws_db_instance.a.arn])[0]}",
            "${aws_db_instance.a.arn}",
        ] {
            holds(&RULE, document(right));
        }
        unjudged(&RULE, document("${tolist(aws_docdb_cluster.a.arn)[0]}"));
    }
}
