//! What holds for every rule.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use check::Severity;

#[test]
fn a_rule_has_a_name_of_its_own_and_says_why() {
    let mut ids = BTreeSet::new();
    for rule in check::rules() {
        assert!(ids.insert(rule.id), "`{}` is the name of two rules", rule.id);
        let kebab =
            rule.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        assert!(kebab && !rule.id.starts_with("ckv"), "{}", rule.id);
        for text in [rule.summary, rule.why] {
            assert!(text.len() > 10 && !text.ends_with('.') && !text.contains("  "), "{}: {text}", rule.id);
        }
    }
    assert!(ids.len() > 100);
}

#[test]
fn a_rule_without_a_source_is_a_warning() {
    for rule in check::rules() {
        match rule.source {
            Some(source) => assert!(source.starts_with("https://"), "{}: {source}", rule.id),
            None => assert_eq!(rule.severity, Severity::Warning, "{}", rule.id),
        }
    }
}

/// Where sources may be: what AWS, Terraform, its provider and a standard say of themselves.
const HOSTS: [&str; 6] = [
    "developer.hashicorp.com",
    "docs.aws.amazon.com",
    "github.com",
    "openid.net",
    "registry.terraform.io",
    "repost.aws",
];

#[test]
fn a_source_is_an_address_that_can_be_opened() {
    for rule in check::rules() {
        let Some(source) = rule.source else { continue };
        let (host, path) = source
            .strip_prefix("https://")
            .and_then(|rest| rest.split_once('/'))
            .unwrap_or_else(|| panic!("{}: {source}", rule.id));
        assert!(HOSTS.contains(&host), "{}: {source}", rule.id);
        let (page, anchor) = path.split_once('#').map_or((path, None), |(page, anchor)| (page, Some(anchor)));
        let legal = |text: &str| {
            !text.is_empty()
                && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-._".contains(&byte))
        };
        assert!(legal(page) && !page.contains("//") && !page.ends_with('/'), "{}: {source}", rule.id);
        assert!(anchor.is_none_or(legal), "{}: {source}", rule.id);
        // AWS's pages are files of a manual's newest version, or of an API's reference.
        if host == "docs.aws.amazon.com" {
            assert!(
                page.strip_suffix(".html").is_some()
                    && ["/latest/", "/APIReference/"].iter().any(|part| page.contains(part)),
                "{}: {source}",
                rule.id
            );
        }
        if host == "github.com" {
            assert!(page.contains("/issues/") || page.contains("/blob/"), "{}: {source}", rule.id);
        }
    }
}

/// One rule, one file, one test: each file that declares a rule breaks it and keeps it.
#[test]
fn every_rule_has_a_file_and_a_test() {
    let mut files = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules"), &mut files);
    let mut rules = 0;
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        if !text.contains("pub(crate) const RULE: Rule") {
            continue;
        }
        rules += 1;
        assert!(text.contains("breaks(") && text.contains("holds("), "{} has no test", file.display());
        let stem = file.file_stem().unwrap().to_str().unwrap().replace('_', "-");
        assert!(text.contains(&format!("id: \"{stem}\"")), "{} is not called as its rule", file.display());
    }
    assert_eq!(rules, check::rules().count());
}

fn collect(directory: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}
