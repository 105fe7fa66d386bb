//! Production's objects do not go with their bucket.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "production-bucket-kept",
    severity: Severity::Warning,
    summary: "a bucket of production cannot be destroyed with what is in it",
    why: "a mistake in the files deletes every object, and every version",
    source: None,
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    if context.is_production() != Some(true) {
        return;
    }
    for bucket in context.resources("aws_s3_bucket") {
        let at = bucket.get("force_destroy");
        if found.boolean(at, false) == Some(true) {
            found.report(at, "the objects go with the bucket", "set `false`");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn objects_stay() {
        let of = |forced: serde_json::Value, environment: &str| {
            json!({
                "provider": {"aws": {"default_tags": {"tags": {"environment": environment}}}},
                "resource": {"aws_s3_bucket": {"a": {"force_destroy": forced}}},
            })
        };
        breaks(
            &RULE,
            of(json!(true), "prod"),
            &["aws_s3_bucket.a: force_destroy: the objects go with the bucket"],
        );
        holds(&RULE, of(json!(true), "dev"));
        holds(&RULE, of(json!(null), "prod"));
        unjudged(&RULE, of(json!("${var.x}"), "prod"));
    }
}
