//! A repository is called by 2 to 256 small letters and digits, with single separators.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "repository-name-legal",
    severity: Severity::Error,
    summary: "a repository is called by 2 to 256 small letters and digits, with single separators",
    why: "AWS refuses the repository",
    source: Some("https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for repository in context.resources("aws_ecr_repository") {
        let at = repository.get("name");
        if found.text(at).is_some_and(|name| !is_legal(&name)) {
            let fix = "use small letters and digits, between them `.`, `_`, `__`, hyphens or `/`";
            found.report(at, "AWS does not take this for a repository's name", fix);
        }
    }
}

/// `[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*`, and such parts between slashes.
fn is_legal(name: &str) -> bool {
    (2..=256).contains(&name.len()) && name.split('/').all(is_part)
}

fn is_part(part: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let ends = [part.bytes().next(), part.bytes().last()];
    let separators = part.split(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
    ends.iter().all(|byte| byte.is_some_and(is_plain))
        && separators.into_iter().all(|separator| {
            matches!(separator, "" | "." | "_" | "__") || separator.bytes().all(|byte| byte == b'-')
        })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn names_are_those_of_images() {
        let of = |name: &str| json!({"aws_ecr_repository": {"a": {"name": name}}});
        for wrong in
            ["A", "a", "App", "a..b", "a___b", "-a", "a-", "a//b", "/a", "a b", "a._b", &"a".repeat(257)]
        {
            breaks(
                &RULE,
                of(wrong),
                &["aws_ecr_repository.a: name: AWS does not take this for a repository's name"],
            );
        }
        for right in ["ab", "a/b", "a-b", "a--b", "a_b", "a__b", "a.b/c9"] {
            holds(&RULE, of(right));
        }
        unjudged(&RULE, of("${var.x}"));
    }
}
