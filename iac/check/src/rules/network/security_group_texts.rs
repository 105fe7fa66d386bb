//! Names and descriptions of security groups and their rules have at most 255 characters, and only those that AWS
//! takes.

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::rule_blocks::rules;

pub(crate) const RULE: Rule = Rule {
    id: "security-group-texts",
    severity: Severity::Error,
    summary: "names and descriptions of security groups and their rules have at most 255 characters, and only those that AWS takes",
    why: "AWS refuses the group or the rule",
    source: Some("https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html"),
    check,
};

const LONGEST: usize = 255;

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for group in context.resources("aws_security_group") {
        let name = group.get("name");
        if name.text().known().is_some_and(|name| name.starts_with("sg-")) {
            found.report(
                name,
                "a name that begins with `sg-` is taken for an id",
                "choose another beginning",
            );
        }
        judge(found, name);
        judge(found, group.get("description"));
    }
    for (rule, _) in rules(context) {
        judge(found, rule.get("description"));
    }
}

fn judge<'c>(found: &mut Found<'_, 'c>, at: Node<'c>) {
    let Some(text) = found.text(at) else { return };
    let legal = |c: char| c.is_ascii_alphanumeric() || " ._-:/()#,@[]+=&;{}!$*".contains(c);
    if let Some(wrong) = text.chars().find(|c| !legal(*c)) {
        found.report(
            at,
            format!("it holds `{}`, which AWS does not take there", wrong.escape_default()),
            "write letters, digits, spaces and `._-:/()#,@[]+=&;{}!$*` only",
        );
    } else if text.len() > LONGEST {
        found.report(at, format!("{} characters; {LONGEST} is the most", text.len()), "shorten it");
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn group(name: &str, description: &str) -> serde_json::Value {
        json!({"aws_security_group": {"a": {
            "name": name, "description": "x", "ingress": [{"description": description}],
        }}})
    }

    #[test]
    fn texts_are_checked() {
        let said = |said: &str| format!("aws_security_group.a: {said}");
        breaks(&RULE, group("sg-a", "b"), &[&said("name: a name that begins with `sg-` is taken for an id")]);
        breaks(
            &RULE,
            group("a", "b > c"),
            &[&said("ingress[0].description: it holds `>`, which AWS does not take there")],
        );
        breaks(&RULE, group(&"a".repeat(256), "b"), &[&said("name: 256 characters; 255 is the most")]);
        breaks(
            &RULE,
            json!({"aws_vpc_security_group_egress_rule": {"r": {"description": "a – b"}}}),
            &[
                "aws_vpc_security_group_egress_rule.r: description: it holds `\\u{2013}`, which AWS does not take there",
            ],
        );
        holds(&RULE, group("a", "HTTP from 10.0.0.0/8; see (1), #2 & {3}"));
        unjudged(&RULE, group("${var.name}", "b"));
    }
}
