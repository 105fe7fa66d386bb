//! Who the pipelines are, in the files that are rendered.

use std::collections::{BTreeMap, BTreeSet};

use environment::Workspace;
use serde_json::{Map, Value};

use crate::common;
use crate::conformance::documents;
use crate::variants::with_static_keys;

/// What AWS takes. <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
const LONGEST_POLICY: usize = 6_144;
const LONGEST_TRUST: usize = 2_048;
const MOST_POLICIES: usize = 10;

fn committed() -> Workspace {
    Workspace::open(&common::repository()).unwrap()
}

/// The resources of a type in a root, by name.
fn resources(workspace: &Workspace, root: &str, kind: &str) -> Map<String, Value> {
    let files = common::files(workspace, root);
    let documents = documents(&files);
    let found = documents.iter().filter_map(|(_, document)| document["resource"][kind].as_object());
    found.flatten().map(|(name, body)| (name.clone(), body.clone())).collect()
}

/// The statements of a policy's text.
fn statements(text: &Value) -> Vec<Value> {
    let document: Value = serde_json::from_str(text.as_str().unwrap()).unwrap();
    document["Statement"].as_array().unwrap().clone()
}

fn words(list: &Value) -> BTreeSet<String> {
    list.as_array().unwrap().iter().map(|word| word.as_str().unwrap().to_owned()).collect()
}

/// The statements of the policies that each role of bootstrap has.
fn given(workspace: &Workspace) -> BTreeMap<String, Vec<Value>> {
    let policies = resources(workspace, "bootstrap", "aws_iam_policy");
    let mut given: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for attachment in resources(workspace, "bootstrap", "aws_iam_role_policy_attachment").values() {
        let name = |key: &str| attachment[key].as_str().unwrap().split('.').nth(1).unwrap().to_owned();
        given.entry(name("role")).or_default().extend(statements(&policies[&name("policy_arn")]["policy"]));
    }
    given
}

#[test]
fn a_role_trusts_one_repository_at_one_occasion() {
    let roles = resources(&committed(), "bootstrap", "aws_iam_role");
    let subjects: BTreeMap<&str, BTreeSet<String>> = roles
        .iter()
        .map(|(name, role)| {
            let trust = statements(&role["assume_role_policy"]);
            assert_eq!(trust.len(), 1, "{name}");
            let conditions = trust[0]["Condition"].as_object().unwrap();
            assert_eq!(conditions.keys().collect::<Vec<_>>(), ["StringEquals"], "{name}");
            let equal = &conditions["StringEquals"];
            let audience = words(&equal["token.actions.githubusercontent.com:aud"]);
            assert_eq!(audience, BTreeSet::from(["sts.amazonaws.com".to_owned()]), "{name}");
            (name.as_str(), words(&equal["token.actions.githubusercontent.com:sub"]))
        })
        .collect();
    let both = |occasion: &str| {
        BTreeSet::from([
            format!("repo:example-org/healthcare-app:{occasion}"),
            format!("repo:example-org@12345678/healthcare-app@987654321:{occasion}"),
        ])
    };
    let mut expected = BTreeMap::new();
    for (pull_request, main, apply, environment) in [
        ("dev_plan_pull_request", "dev_plan_main", "dev_apply", "dev"),
        ("prod_plan_pull_request", "prod_plan_main", "prod_apply", "prod"),
    ] {
        expected.insert(pull_request, both("pull_request"));
        expected.insert(main, both("ref:refs/heads/main"));
        expected.insert(apply, both(&format!("environment:{environment}")));
    }
    assert_eq!(subjects, expected);
    for environment in ["dev", "prod"] {
        let deploy = &resources(&committed(), environment, "aws_iam_role")["deploy"];
        let trust = statements(&deploy["assume_role_policy"]);
        let equal = &trust[0]["Condition"]["StringEquals"];
        let subjects = words(&equal["token.actions.githubusercontent.com:sub"]);
        assert_eq!(subjects, both(&format!("environment:{environment}")));
    }
}

#[test]
fn aws_takes_the_policies_and_their_number() {
    for workspace in [committed(), with_static_keys()] {
        for (name, policy) in resources(&workspace, "bootstrap", "aws_iam_policy") {
            assert!(policy["policy"].as_str().unwrap().len() <= LONGEST_POLICY, "{name}");
        }
        let mut attached: BTreeMap<String, usize> = BTreeMap::new();
        for attachment in resources(&workspace, "bootstrap", "aws_iam_role_policy_attachment").values() {
            *attached.entry(attachment["role"].to_string()).or_default() += 1;
        }
        for (name, role) in resources(&workspace, "bootstrap", "aws_iam_role") {
            assert!(role["assume_role_policy"].as_str().unwrap().len() <= LONGEST_TRUST, "{name}");
        }
        assert!(attached.values().all(|number| *number <= MOST_POLICIES), "{attached:?}");
    }
}

/// Without pipelines' roles, a plan of a pull request writes nothing but the lock's object.
#[test]
fn a_plan_writes_the_lock_and_nothing_else() {
    let lock = "${aws_s3_bucket.state.arn}/dev/terraform.tfstate.tflock";
    let plans = "${aws_s3_bucket.state.arn}/plans/*/dev";
    for (role, writable) in [("dev_plan_pull_request", vec![lock]), ("dev_plan_main", vec![lock, plans])] {
        let mut written = BTreeSet::new();
        for statement in &given(&committed())[role] {
            let only_reads = ["Describe", "Get", "List"];
            let changes = words(&statement["Action"]).iter().any(|action| {
                !only_reads.iter().any(|start| action.split_once(':').unwrap().1.starts_with(start))
            });
            // Using a key changes nothing.
            if changes && !words(&statement["Action"]).iter().all(|action| action.starts_with("kms:")) {
                written.extend(words(&statement["Resource"]));
            }
        }
        assert_eq!(written, writable.into_iter().map(str::to_owned).collect(), "{role}");
    }
}

/// The apply role can make no role that could do more than the boundary, and every role in an environment has it.
#[test]
fn every_role_of_an_environment_is_within_its_boundary() {
    for environment in ["dev", "prod"] {
        let boundary =
            format!("arn:aws:iam::123456789012:policy/healthcare-app-bootstrap-{environment}-boundary");
        for (name, role) in resources(&committed(), environment, "aws_iam_role") {
            assert_eq!(role["permissions_boundary"], boundary.as_str(), "{name}");
        }
        let apply = &given(&committed())[&format!("{environment}_apply")];
        for making in apply.iter().filter(|statement| words(&statement["Action"]).contains("iam:CreateRole"))
        {
            let operator = if making["Effect"] == "Allow" { "StringEquals" } else { "StringNotEquals" };
            let asked = words(&making["Condition"][operator]["iam:PermissionsBoundary"]);
            assert_eq!(asked, BTreeSet::from([boundary.clone()]), "{making}");
        }
        let denied: BTreeSet<String> = apply
            .iter()
            .filter(|statement| statement["Effect"] == "Deny" && statement["Condition"].is_null())
            .flat_map(|statement| words(&statement["Resource"]))
            .collect();
        for out_of_reach in [
            "arn:aws:iam::123456789012:role/healthcare-app-bootstrap-*",
            "arn:aws:iam::123456789012:policy/healthcare-app-bootstrap-*",
            "${aws_s3_bucket.state.arn}/bootstrap/*",
        ] {
            assert!(denied.contains(out_of_reach), "{out_of_reach}");
        }
    }
}

/// What the boundary leaves out, the roles that are made for here could not do.
#[test]
fn the_boundary_leaves_the_roles_what_they_are_for() {
    for environment in ["dev", "prod"] {
        let policies = resources(&committed(), "bootstrap", "aws_iam_policy");
        let limit = statements(&policies[&format!("{environment}_boundary")]["policy"]);
        let most: BTreeSet<String> = limit.iter().flat_map(|statement| words(&statement["Action"])).collect();
        for (name, policy) in resources(&committed(), environment, "aws_iam_policy") {
            for statement in statements(&policy["policy"]) {
                let beyond: Vec<String> = words(&statement["Action"]).difference(&most).cloned().collect();
                assert!(beyond.is_empty(), "{environment} {name}: {beyond:?}");
            }
        }
    }
}

#[test]
fn keys_are_an_explicit_choice() {
    assert!(resources(&committed(), "bootstrap", "aws_iam_user").is_empty());
    let workspace = with_static_keys();
    assert_eq!(resources(&workspace, "bootstrap", "aws_iam_user").len(), 1);
    let policies = resources(&workspace, "bootstrap", "aws_iam_policy");
    let may = statements(&policies["pipelines"]["policy"]);
    let actions: BTreeSet<String> = may.iter().flat_map(|statement| words(&statement["Action"])).collect();
    assert_eq!(actions, BTreeSet::from(["sts:AssumeRole".to_owned(), "sts:TagSession".to_owned()]));
    assert!(may.iter().all(|statement| !statement["Resource"].to_string().contains('*')));
}
