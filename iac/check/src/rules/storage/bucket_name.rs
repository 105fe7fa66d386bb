//! Buckets are called as S3 takes it.

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "bucket-name",
    severity: Severity::Error,
    summary: "a bucket's name is 3 to 63 of lower-case letters, digits, `.` and `-`, no IP address, and none that S3 keeps for itself",
    why: "S3 refuses it",
    source: Some("https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html"),
    check,
};

const PREFIXES: &[&str] = &["xn--", "sthree-", "amzn-s3-demo-"];
const SUFFIXES: &[&str] = &["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for bucket in context.resources("aws_s3_bucket") {
        judge(bucket.get("bucket"), 63, found);
        // What is added to it has 26 characters.
        judge(bucket.get("bucket_prefix"), 63 - 26, found);
    }
}

fn judge<'c>(at: Node<'c>, longest: usize, found: &mut Found<'_, 'c>) {
    let Some(name) = found.text(at) else { return };
    let is_prefix = longest < 63;
    if let Some(wrong) = wrong(&name, longest, is_prefix) {
        found.report(
            at,
            format!("`{name}` {wrong}"),
            "use lower-case letters, digits and `-`; begin and end with a letter or digit",
        );
    }
}

fn wrong(name: &str, longest: usize, is_prefix: bool) -> Option<String> {
    let is_end = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    if name.len() > longest || (name.len() < 3 && !is_prefix) {
        return Some(format!("has {} characters", name.len()));
    }
    if let Some(wrong) = name.chars().find(|c| !is_end(*c) && !".-".contains(*c)) {
        return Some(format!("has `{wrong}` in it"));
    }
    if !name.starts_with(is_end) || !(is_prefix || name.ends_with(is_end)) {
        return Some("does not begin and end with a letter or digit".to_owned());
    }
    if name.contains("..") {
        return Some("has two dots side by side".to_owned());
    }
    if name.parse::<std::net::Ipv4Addr>().is_ok() {
        return Some("is an IP address".to_owned());
    }
    if let Some(kept) = PREFIXES.iter().find(|prefix| name.starts_with(**prefix)) {
        return Some(format!("begins with `{kept}`, which S3 keeps for itself"));
    }
    let kept = SUFFIXES.iter().find(|suffix| name.ends_with(**suffix))?;
    Some(format!("ends with `{kept}`, which S3 keeps for itself"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn buckets_are_named() {
        let document = |name: &str| json!({"aws_s3_bucket": {"a": {"bucket": name}}});
        let long = "x".repeat(64);
        for (name, wrong) in [
            ("ab", "has 2 characters"),
            (long.as_str(), "has 64 characters"),
            ("App-logs", "has `A` in it"),
            ("app_logs", "has `_` in it"),
            ("-app", "does not begin and end with a letter or digit"),
            ("app-", "does not begin and end with a letter or digit"),
            ("a..b", "has two dots side by side"),
            ("192.168.0.1", "is an IP address"),
            ("xn--app", "begins with `xn--`, which S3 keeps for itself"),
            ("app-s3alias", "ends with `-s3alias`, which S3 keeps for itself"),
        ] {
            breaks(&RULE, document(name), &[&format!("aws_s3_bucket.a: bucket: `{name}` {wrong}")]);
        }
        for name in ["app", "app-logs-123456789012", "app.logs"] {
            holds(&RULE, document(name));
        }
        holds(&RULE, json!({"aws_s3_bucket": {"a": {"bucket_prefix": "a-"}}}));
        unjudged(&RULE, document("app-${var.environment}"));
    }
}
