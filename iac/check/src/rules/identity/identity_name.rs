//! Roles and policies are called, and described, as IAM takes it.

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "identity-name",
    severity: Severity::Error,
    summary: "names of roles (64 characters) and policies (128) are of letters, digits and `+=,.@_-`, and a role's description (1,000) has nothing beyond Latin-1",
    why: "IAM refuses it",
    source: Some("https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html"),
    check,
};

/// The characters of a description.
const LONGEST: usize = 1_000;

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (ty, longest) in [("aws_iam_role", 64), ("aws_iam_policy", 128)] {
        for node in context.resources(ty) {
            name(node.get("name"), longest, found);
            // What is added to it has 26 characters.
            name(node.get("name_prefix"), longest - 26, found);
        }
    }
    for role in context.resources("aws_iam_role") {
        description(role.get("description"), found);
    }
    for policy in context.resources("aws_iam_policy") {
        let at = policy.get("description");
        let length = found.text(at).map_or(0, |text| text.chars().count());
        if length > LONGEST {
            let message = format!("the description has {length} characters, and may have {LONGEST}");
            found.report(at, message, "write a shorter one");
        }
    }
}

fn name<'c>(at: Node<'c>, longest: usize, found: &mut Found<'_, 'c>) {
    let Some(name) = found.text(at) else { return };
    let is_taken = |c: &char| c.is_ascii_alphanumeric() || "+=,.@_-".contains(*c);
    if let Some(wrong) = name.chars().find(|c| !is_taken(c)) {
        let message = format!("`{wrong}` may not be in a name");
        found.report(at, message, "use letters, digits and `+=,.@_-`");
    } else if name.is_empty() || name.len() > longest {
        let message = format!("the name has {} characters, and may have 1 to {longest}", name.len());
        found.report(at, message, "choose a shorter one");
    }
}

fn description<'c>(at: Node<'c>, found: &mut Found<'_, 'c>) {
    let Some(text) = found.text(at) else { return };
    let is_taken = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{a1}'..='\u{ff}');
    let length = text.chars().count();
    if let Some(wrong) = text.chars().find(|c| !is_taken(c)) {
        let message = format!("`{wrong}` may not be in a role's description");
        found.report(at, message, "use characters of Latin-1: `-` for a dash");
    } else if length > LONGEST {
        let message = format!("the description has {length} characters, and may have {LONGEST}");
        found.report(at, message, "write a shorter one");
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn names_are_as_long_as_taken() {
        for (ty, longest) in [("aws_iam_role", 64), ("aws_iam_policy", 128)] {
            let document = |name: &str| json!({ty: {"a": {"name": name}}});
            holds(&RULE, document(&"x".repeat(longest)));
            let message =
                format!("{ty}.a: name: the name has {} characters, and may have 1 to {longest}", longest + 1);
            breaks(&RULE, document(&"x".repeat(longest + 1)), &[&message]);
            breaks(&RULE, document("a b"), &[&format!("{ty}.a: name: ` ` may not be in a name")]);
            unjudged(&RULE, document("${var.name}"));
        }
        breaks(
            &RULE,
            json!({"aws_iam_role": {"a": {"name_prefix": "x".repeat(39)}}}),
            &["aws_iam_role.a: name_prefix: the name has 39 characters, and may have 1 to 38"],
        );
    }

    #[test]
    fn descriptions_are_of_latin_letters() {
        let document = |text: &str| json!({"aws_iam_role": {"a": {"description": text}}});
        holds(&RULE, document("Café: a hyphen -"));
        breaks(
            &RULE,
            document("writes – logs"),
            &["aws_iam_role.a: description: `–` may not be in a role's description"],
        );
        breaks(
            &RULE,
            document(&"x".repeat(1_001)),
            &["aws_iam_role.a: description: the description has 1001 characters, and may have 1000"],
        );
    }
}
