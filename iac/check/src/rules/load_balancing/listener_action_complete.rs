//! An action has what its type needs: a target group, a redirect, a fixed response.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "listener-action-complete",
    severity: Severity::Error,
    summary: "an action has what its type needs: a target group, a redirect, a fixed response",
    why: "AWS refuses the listener or the rule",
    source: Some("https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (ty, name) in [("aws_lb_listener", "default_action"), ("aws_lb_listener_rule", "action")] {
        for node in context.resources(ty) {
            for action in node.blocks(name) {
                let Some(kind) = found.text(action.get("type")) else { continue };
                for response in action.blocks("fixed_response") {
                    let code = response.get("status_code");
                    if !code.is_present() && kind == "fixed-response" {
                        found.report(code, "a fixed response without a status code", "set `status_code`");
                    } else if let Some(text) = found.text(code).filter(|text| !is_status(text)) {
                        let message = format!("a fixed response cannot have the status `{text}`");
                        found.report(code, message, "choose one of 2xx, 4xx or 5xx");
                    }
                }
                let needed: &[&'static str] = match kind.as_ref() {
                    "forward" => &["target_group_arn", "forward"],
                    "redirect" => &["redirect"],
                    "fixed-response" => &["fixed_response"],
                    "authenticate-cognito" => &["authenticate_cognito"],
                    "authenticate-oidc" => &["authenticate_oidc"],
                    _ => continue,
                };
                if needed.iter().any(|name| action.makes_blocks(name) && !action.get(name).is_present()) {
                    found.unjudged(action.get("dynamic"));
                } else if needed.iter().all(|name| action.get(name).elements().next().is_none()) {
                    found.report(
                        action.get("type"),
                        format!("an action `{kind}` without `{}`", needed.join("` or `")),
                        "say what the action does, or choose another type",
                    );
                }
            }
        }
    }
}

/// Whether it is a number that AWS answers with.
fn is_status(text: &str) -> bool {
    text.len() == 3 && text.starts_with(['2', '4', '5']) && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn listener(action: &serde_json::Value) -> serde_json::Value {
        json!({"aws_lb_listener": {"a": {"default_action": action}}})
    }

    #[test]
    fn actions_say_what_they_do() {
        let said = |said: &str| format!("aws_lb_listener.a: default_action.type: {said}");
        breaks(
            &RULE,
            listener(&json!({"type": "forward"})),
            &[&said("an action `forward` without `target_group_arn` or `forward`")],
        );
        breaks(
            &RULE,
            listener(&json!({"type": "redirect", "redirect": []})),
            &[&said("an action `redirect` without `redirect`")],
        );
        breaks(
            &RULE,
            listener(&json!({"type": "fixed-response", "fixed_response": [{"content_type": "text/plain"}]})),
            &[
                "aws_lb_listener.a: default_action.fixed_response[0].status_code: a fixed response without a status code",
            ],
        );
        breaks(
            &RULE,
            listener(&json!({"type": "fixed-response", "fixed_response": {"status_code": "600"}})),
            &[
                "aws_lb_listener.a: default_action.fixed_response.status_code: a fixed response cannot have the status `600`",
            ],
        );
        holds(&RULE, listener(&json!([{"type": "forward", "target_group_arn": "${var.arn}"}])));
        holds(&RULE, listener(&json!({"type": "fixed-response", "fixed_response": {"status_code": "404"}})));
        unjudged(&RULE, listener(&json!({"type": "forward", "dynamic": {"forward": {"for_each": []}}})));
    }
}
