//! Topics, queues, secrets and repositories are not everybody's.

use configuration::Read;

use crate::context::Context;
use crate::found::Found;
use crate::policies::{Place, Statement, is_confined};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "resource-policy-not-public",
    severity: Severity::Error,
    summary: "the policy of a topic, queue, secret or repository names who may use it, or from where",
    why: "every account of AWS, or anybody at all, may use it",
    source: Some(
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let places = [Place::Topic, Place::Queue, Place::Secret, Place::Repository, Place::Logs];
    judge(context, found, |place| places.contains(&place), "do this", is_confined);
}

/// Reports each statement that allows everybody something, unless a condition says who is meant.
pub(crate) fn judge<'c>(
    context: &Context<'c>,
    found: &mut Found<'_, 'c>,
    places: impl Fn(Place) -> bool,
    what: &str,
    is_confined: impl Fn(&Statement<'c>) -> Read<bool>,
) {
    for (_, statement) in context.policies().statements(found, places) {
        if !statement.is_allow() {
            continue;
        }
        let principals = &statement.principals;
        let anybody = principals.all.iter().find(|principal| principal.is_anybody());
        let at = match anybody {
            Some(principal) => principal.entry.at,
            None if principals.negated => principals.at,
            None => {
                for principal in principals.all.iter().filter(|principal| principal.entry.symbol.is_unknown())
                {
                    found.unjudged(principal.entry.at);
                }
                continue;
            }
        };
        match is_confined(statement) {
            Read::Known(true) => {}
            Read::Unknown => found.unjudged(statement.at),
            _ => {
                let message = format!("everybody may {what}");
                found.report(at, message, "name who may, or add a condition such as `aws:SourceAccount`");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn topics_are_not_everybodys() {
        let document = |principal: &str, effect: &str| {
            let policy = json!({"Statement": [{
                "Effect": effect, "Principal": {"AWS": principal}, "Action": "sns:Publish", "Resource": "*",
            }]});
            json!({"aws_sns_topic_policy": {"a": {"policy": policy.to_string()}}})
        };
        breaks(
            &RULE,
            document("*", "Allow"),
            &["aws_sns_topic_policy.a: policy.Statement[0].Principal.AWS: everybody may do this"],
        );
        holds(&RULE, document("*", "Deny"));
        holds(&RULE, document("123456789012", "Allow"));
        unjudged(&RULE, document("${var.account}", "Allow"));
    }
}
