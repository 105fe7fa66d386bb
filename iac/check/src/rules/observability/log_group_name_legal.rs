//! A log group is called as CloudWatch Logs can.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "log-group-name-legal",
    severity: Severity::Error,
    summary: "a log group is called by at most 512 letters, digits and `._-/#`",
    why: "AWS refuses the log group",
    source: Some(
        "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for group in context.resources("aws_cloudwatch_log_group") {
        let at = group.get("name");
        let Some(name) = found.text(at) else { continue };
        let is_taken = |c: &char| c.is_ascii_alphanumeric() || "._-/#".contains(*c);
        if let Some(wrong) = name.chars().find(|c| !is_taken(c)) {
            found.report(at, format!("`{wrong}` may not be in a name"), "use letters, digits and `._-/#`");
        } else if name.is_empty() || name.len() > 512 {
            let message = format!("the name has {} characters, and may have 1 to 512", name.len());
            found.report(at, message, "choose another one");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn names_are_taken() {
        let of = |name: &str| json!({"aws_cloudwatch_log_group": {"a": {"name": name}}});
        let at = "aws_cloudwatch_log_group.a: name";
        breaks(&RULE, of("/a b"), &[&format!("{at}: ` ` may not be in a name")]);
        breaks(
            &RULE,
            of(&"x".repeat(513)),
            &[&format!("{at}: the name has 513 characters, and may have 1 to 512")],
        );
        holds(&RULE, of("/aws/a.b-c_d#1"));
        unjudged(&RULE, of("${var.x}"));
    }
}
