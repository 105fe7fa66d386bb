//! A statement says what it must, once, and in words that IAM knows.

use configuration::Read;

use crate::context::Context;
use crate::found::Found;
use crate::policies::{Document, Place, Statement, member};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "policy-statement-complete",
    severity: Severity::Error,
    summary: "a statement has an effect, an action and, except in a role's trust and a repository's policy, a resource, and no element that there is not",
    why: "AWS refuses the policy as malformed",
    source: Some("https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html"),
    check,
};

const TOP: &[&str] = &["Version", "Id", "Statement"];
const ELEMENTS: &[&str] = &[
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (place, document) in context.policies().read(found, |_| true) {
        elements(document, found);
        for statement in &document.statements {
            if document.is_json {
                for (name, at) in statement.at.members() {
                    unknown(name, at, ELEMENTS, found);
                }
            }
            judge(place, statement, document.is_json, found);
        }
    }
}

fn elements<'c>(document: &Document<'c>, found: &mut Found<'_, 'c>) {
    if !document.is_json {
        return;
    }
    for (name, at) in document.top.members() {
        unknown(name, at, TOP, found);
    }
    let statements = member(document.top, "Statement");
    if !statements.is_present() {
        found.report(statements, "the policy has no `Statement`", "add what it allows or denies");
    }
}

fn unknown<'c>(name: &str, at: configuration::Node<'c>, known: &[&str], found: &mut Found<'_, 'c>) {
    if !known.iter().any(|one| one.eq_ignore_ascii_case(name)) {
        found.report(at, format!("policies have no element `{name}`"), format!("use {}", known.join(", ")));
    }
}

fn judge<'c>(place: Place, statement: &Statement<'c>, is_json: bool, found: &mut Found<'_, 'c>) {
    let at = if is_json { member(statement.at, "Effect") } else { statement.at.get("effect") };
    match (statement.effect.clone(), at.text()) {
        (Read::Absent, _) => {
            found.report(at, "the statement has no `Effect`", "write `Allow` or `Deny`");
        }
        (Read::Unknown, Read::Known(text)) => {
            found.report(at, format!("`{text}` is no effect"), "write `Allow` or `Deny`");
        }
        (Read::Unknown, _) => found.unjudged(at),
        (Read::Known(_), _) => {}
    }
    let (actions, resources) = (&statement.actions, &statement.resources);
    if actions.entries.is_empty() {
        found.report(actions.at, "the statement names no action", "add `Action`");
    } else if actions.twice {
        let message = "the statement has both `Action` and `NotAction`";
        found.report(actions.at, message, "leave one of them out");
    }
    if place == Place::Trust {
        if !resources.entries.is_empty() {
            let message = "a role's trust has a resource, which is always the role itself";
            found.report(resources.at, message, "leave `Resource` out");
        }
    } else if resources.entries.is_empty() {
        // A repository's policy is about that repository, whether it says so or not.
        if place != Place::Repository {
            found.report(resources.at, "the statement names no resource", "add `Resource`");
        }
    } else if resources.twice {
        let message = "the statement has both `Resource` and `NotResource`";
        found.report(resources.at, message, "leave one of them out");
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::documents::{managed, trust};
    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn a_statement_has_an_effect_an_action_and_a_resource() {
        let whole = json!({"Sid": "A", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"});
        holds(&RULE, managed(&whole));
        for (name, value, expected) in [
            ("Effect", json!(null), "Effect: the statement has no `Effect`"),
            ("Effect", json!("allow"), "Effect: `allow` is no effect"),
            ("Action", json!(null), "Action: the statement names no action"),
            ("Action", json!([]), "Action: the statement names no action"),
            ("NotAction", json!("s3:*"), "Action: the statement has both `Action` and `NotAction`"),
            ("Resource", json!(null), "Resource: the statement names no resource"),
            ("Resources", json!("*"), "Resources: policies have no element `Resources`"),
        ] {
            let mut statement = whole.clone();
            statement[name] = value;
            breaks(
                &RULE,
                managed(&statement),
                &[&format!("aws_iam_policy.a: policy.Statement[0].{expected}")],
            );
        }
        let mut statement = whole;
        statement["Effect"] = json!("${var.effect}");
        unjudged(&RULE, managed(&statement));
    }

    #[test]
    fn trust_has_no_resource() {
        let mut statement = json!({"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ecs-tasks.amazonaws.com"}});
        holds(&RULE, trust(&statement));
        statement["Resource"] = json!("*");
        breaks(
            &RULE,
            trust(&statement),
            &[
                "aws_iam_role.a: assume_role_policy.Statement[0].Resource: a role's trust has a resource, which is always the role itself",
            ],
        );
    }

    #[test]
    fn a_repository_s_policy_needs_no_resource() {
        let policy = json!({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "ecr:BatchGetImage", "Principal": {"AWS": "123456789012"}}
        ]});
        let repository = |policy: &serde_json::Value| json!({"aws_ecr_repository_policy": {"a": {"repository": "x", "policy": policy.to_string()}}});
        holds(&RULE, repository(&policy));
        let document = json!({"aws_sns_topic_policy": {"a": {"arn": "x", "policy": policy.to_string()}}});
        breaks(
            &RULE,
            document,
            &["aws_sns_topic_policy.a: policy.Statement[0].Resource: the statement names no resource"],
        );
    }

    #[test]
    fn blocks_of_the_data_source_are_statements() {
        let document = |statement: serde_json::Value| {
            json!({
                "data": {"aws_iam_policy_document": {"d": {"statement": statement}}},
                "resource": {"aws_iam_policy": {
                    "a": {"policy": "${data.aws_iam_policy_document.d.json}"},
                    "b": {"policy": "${data.aws_iam_policy_document.d.json}"},
                }},
            })
        };
        holds(&RULE, document(json!({"actions": ["s3:GetObject"], "resources": ["*"]})));
        breaks(
            &RULE,
            document(json!([{"actions": ["s3:GetObject"]}])),
            &[
                "data.aws_iam_policy_document.d: data.aws_iam_policy_document.d.statement[0].resources: the statement names no resource",
            ],
        );
    }
}
