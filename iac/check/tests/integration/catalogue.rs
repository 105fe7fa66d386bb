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
