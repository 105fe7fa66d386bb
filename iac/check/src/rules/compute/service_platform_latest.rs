//! A service on Fargate runs on the latest platform.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "service-platform-latest",
    severity: Severity::Warning,
    summary: "a service on Fargate runs on the latest platform",
    why: "the machine below it lacks what was mended since",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-10"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for service in context.resources("aws_ecs_service") {
        let at = service.get("platform_version");
        if found.text(at).is_some_and(|version| !matches!(version.as_ref(), "LATEST" | "1.4.0")) {
            found.report(at, "the service runs on a platform that is kept back", "remove `platform_version`");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn platforms_are_the_latest() {
        let of = |version: &str| json!({"aws_ecs_service": {"a": {"platform_version": version}}});
        breaks(
            &RULE,
            of("1.3.0"),
            &["aws_ecs_service.a: platform_version: the service runs on a platform that is kept back"],
        );
        holds(&RULE, of("LATEST"));
        holds(&RULE, of("1.4.0"));
        unjudged(&RULE, of("${var.x}"));
    }
}
