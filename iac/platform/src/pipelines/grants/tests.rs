//! The table against what AWS lets a policy say, and against the types that the model has.

use std::collections::{BTreeMap, BTreeSet};

use super::{EVERYTHING, Grant, TABLE};

/// The actions that IAM knows; `iac/check/data/README.md` says how it is written.
const ACTIONS: &str = include_str!("../../../../check/data/actions.txt");

/// The types that the model has.
const TYPES: &str = include_str!("../../../../schema/provider/types.txt");

/// What only bootstrap has.
const OF_BOOTSTRAP: [&str; 5] = [
    "aws_ecr_registry_scanning_configuration",
    "aws_iam_openid_connect_provider",
    "aws_iam_user",
    "aws_iam_user_policy_attachment",
    "aws_s3_account_public_access_block",
];

/// Whose documentation names a resource that the list does not know; each is restricted more than the list asks for.
const NARROWER: [&str; 2] = ["elasticloadbalancing:SetWebAcl", "logs:DescribeLogGroups"];

fn grants() -> impl Iterator<Item = &'static Grant> {
    TABLE.iter().copied().flatten()
}

/// Of each action, the ARNs of the kinds of resources that it knows, each with `*` for what varies.
fn known() -> BTreeMap<String, Vec<&'static str>> {
    let mut known = BTreeMap::new();
    let (mut service, mut kinds) = ("", BTreeMap::new());
    for line in ACTIONS.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            (service, kinds) = (name, BTreeMap::new());
        } else if let Some((kind, arn)) = line.strip_prefix('@').and_then(|rest| rest.split_once(' ')) {
            kinds.insert(kind, arn);
        } else {
            let mut words = line.split(' ');
            let (Some(name), Some(_level)) = (words.next(), words.next()) else { continue };
            let arns = words.filter_map(|kind| kinds.get(kind.trim_end_matches('!')).copied()).collect();
            known.insert(format!("{service}:{name}"), arns);
        }
    }
    known
}

/// Whether there is a text that both patterns are of; `*` is any text.
fn meet(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    // Whether what is left of both from here on meets.
    let mut rest = vec![vec![false; other.len() + 1]; one.len() + 1];
    for at in (0..=one.len()).rev() {
        for to in (0..=other.len()).rev() {
            rest[at][to] = match (one.get(at), other.get(to)) {
                (None, None) => true,
                (Some(b'*'), next) => rest[at + 1][to] || (next.is_some() && rest[at][to + 1]),
                (next, Some(b'*')) => rest[at][to + 1] || (next.is_some() && rest[at + 1][to]),
                (Some(own), Some(its)) => own == its && rest[at + 1][to + 1],
                _ => false,
            };
        }
    }
    rest[0][0]
}

/// An ARN of the table, with something for every name.
fn filled(arn: &str) -> String {
    arn.replace("{region}", "us-east-1").replace("{account}", "123456789012").replace(['{', '}'], "")
}

#[test]
fn every_action_is_known_and_restricted_as_far_as_aws_can() {
    let known = known();
    let mut wrong = Vec::new();
    for grant in grants() {
        for action in grant.actions {
            let Some(kinds) = known.get(*action) else {
                wrong.push(format!("{action} is not known"));
                continue;
            };
            if grant.on == EVERYTHING {
                if !kinds.is_empty() && grant.when.is_empty() {
                    wrong.push(format!("{action} can be restricted to {kinds:?}"));
                }
            } else if kinds.is_empty() && !NARROWER.contains(action) {
                wrong.push(format!("{action} knows no resource"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A statement whose action acts on none of its resources allows nothing.
#[test]
fn every_resource_is_one_that_an_action_of_its_line_acts_on() {
    let known = known();
    let mut wrong = Vec::new();
    for grant in grants().filter(|grant| grant.on != EVERYTHING) {
        for action in grant.actions.iter().filter(|action| !NARROWER.contains(action)) {
            let Some(kinds) = known.get(*action) else { continue };
            for arn in grant.on {
                if !kinds.iter().any(|kind| meet(kind, &filled(arn))) {
                    wrong.push(format!("{action} does not act on {arn}, but on {kinds:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_type_of_an_environment_has_its_lines() {
    let granted: BTreeSet<&str> = grants().flat_map(|grant| grant.types).copied().collect();
    let words = TYPES.lines().map(|line| line.split(' ').collect::<Vec<_>>());
    let types: BTreeSet<String> = words
        .filter_map(|words| match words[..] {
            ["resource", name, ..] => Some(name.to_owned()),
            ["data", name, ..] => Some(format!("data.{name}")),
            _ => None,
        })
        .filter(|name| !OF_BOOTSTRAP.contains(&name.as_str()))
        .chain([super::backup::EMPTIED_VAULT, super::ec2::INTERFACE_ENDPOINT].map(ToOwned::to_owned))
        .collect();
    assert_eq!(types.iter().map(String::as_str).collect::<BTreeSet<_>>(), granted);
}

#[test]
fn lines_of_one_statement_agree() {
    let mut seen: BTreeMap<&str, &Grant> = BTreeMap::new();
    for grant in grants() {
        let first = seen.entry(grant.sid).or_insert(grant);
        assert_eq!((first.access, first.when), (grant.access, grant.when), "{}", grant.sid);
        assert_eq!(
            (first.on == EVERYTHING, first.source),
            (grant.on == EVERYTHING, grant.source),
            "{}",
            grant.sid
        );
        assert!(grant.sid.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{}", grant.sid);
    }
}

/// With a tag on what is another's, it would be the environment's: the key of the states, say.
#[test]
fn what_has_an_environment_is_not_given_another() {
    let tags = |grant: &&Grant| {
        grant.actions.iter().any(|action| action.contains("Tag") && !action.contains("List"))
    };
    let asks = |grant: &Grant, key: &str| grant.when.iter().any(|(_, asked, _)| *asked == key);
    for grant in grants().filter(tags).filter(|grant| grant.access == super::Access::Write) {
        let by_name = grant.on.iter().all(|arn| arn.contains("{prefix}") || arn.contains("{environment}"));
        let own = asks(grant, "aws:ResourceTag/environment") || asks(grant, "ec2:CreateAction");
        // RDS alone names and tags them, and none of ours has its kind of name.
        let of_rds = grant.on.iter().all(|arn| arn.ends_with(":secret:rds!*"));
        assert!(by_name || own || of_rds, "{}", grant.sid);
    }
}

/// A plan may look at everything and change nothing.
#[test]
fn what_a_plan_is_granted_only_reads() {
    let reads = ["Decrypt", "Describe", "Get", "List"];
    for grant in grants().filter(|grant| grant.access == super::Access::Read) {
        for action in grant.actions {
            let name = action.split(':').nth(1).unwrap_or_default();
            assert!(reads.iter().any(|start| name.starts_with(start)), "{action}");
            assert_ne!(*action, "secretsmanager:GetSecretValue");
        }
    }
}

#[test]
fn patterns_meet_where_one_text_is_of_both() {
    for (one, other) in [("a*", "*b"), ("a", "a"), ("*", ""), ("a*c", "abc"), ("x/a-*", "x/*/*")] {
        assert!(meet(one, other), "{one} {other}");
    }
    for (one, other) in [("a*", "b*"), ("a", "ab"), ("a*c", "*d"), ("x/a-*", "y/*")] {
        assert!(!meet(one, other), "{one} {other}");
    }
}
