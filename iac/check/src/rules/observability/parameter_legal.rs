//! A parameter is called as Parameter Store can, and its value fits its tier.

use aws::limits::ParameterName;
use configuration::{Piece, Symbol};

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "parameter-legal",
    severity: Severity::Error,
    summary: "a parameter is called as Parameter Store can, and its value fits its tier",
    why: "AWS refuses the parameter",
    source: Some("https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for parameter in context.resources("aws_ssm_parameter") {
        let at = parameter.get("name");
        let problem = found.text(at).and_then(|name| problem(&name));
        if let Some(problem) = problem {
            found.report(
                at,
                problem,
                "write a path of at most 15 levels of letters, digits and `_.-`, as in `/app/dev/key`",
            );
        }
        let tier = parameter.get("tier");
        let Some(tier) = found.known(tier, tier.text().or("Standard".into())) else { continue };
        let most = if tier == "Standard" { 4_096 } else { 8_192 };
        for key in ["value", "insecure_value"] {
            let at = parameter.get(key);
            // What expressions become is not known; the text without them is the least it can be.
            let length = at.symbol().known().map_or(0, |symbol| literal(&symbol));
            if length > most {
                let message = format!("the value is {length} bytes, and the tier takes {most}");
                found.secret(at, message, "shorten it, choose the tier `Advanced`, or put it elsewhere");
            }
        }
    }
}

fn literal(Symbol(pieces): &Symbol<'_>) -> usize {
    pieces.iter().map(|piece| if let Piece::Literal(text) = piece { text.len() } else { 0 }).sum()
}

/// What is wrong with a name.
fn problem(name: &str) -> Option<String> {
    if name.starts_with('/') {
        return ParameterName::new(name).err().map(|refused| refused.message);
    }
    if name.contains('/') {
        return Some("a name with levels begins with a slash".to_owned());
    }
    // A single level may do without its slash.
    ParameterName::new(format!("/{name}")).err().map(|_| format!("`{name}` is not a name of Parameter Store"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn names_are_paths() {
        let of = |name: &str| json!({"aws_ssm_parameter": {"a": {"name": name}}});
        let at = "aws_ssm_parameter.a: name";
        for (wrong, said) in [
            ("/aws/x", "`/aws/x` starts with a word that AWS keeps for itself"),
            ("a/b", "a name with levels begins with a slash"),
            ("a b", "`a b` is not a name of Parameter Store"),
            ("ssm-x", "`ssm-x` is not a name of Parameter Store"),
        ] {
            breaks(&RULE, of(wrong), &[&format!("{at}: {said}")]);
        }
        breaks(&RULE, of(&"/a".repeat(16)), &[&format!("{at}: `{}` has 16 levels", "/a".repeat(16))]);
        holds(&RULE, of(&"/a".repeat(15)));
        holds(&RULE, of("a.b-c_D"));
        unjudged(&RULE, of("/${var.x}"));
    }

    #[test]
    fn values_fit() {
        let of = |length: usize, tier: serde_json::Value| json!({"aws_ssm_parameter": {"a": {"value": "x".repeat(length), "tier": tier}}});
        breaks(
            &RULE,
            of(4097, json!(null)),
            &["aws_ssm_parameter.a: value: the value is 4097 bytes, and the tier takes 4096"],
        );
        holds(&RULE, of(4096, json!(null)));
        holds(&RULE, of(8192, json!("Advanced")));
    }
}
