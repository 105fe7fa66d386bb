//! A dashboard is JSON of at most 500 widgets, each of a kind and within the grid.

use configuration::{Json, Node, Read};

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "dashboard-legal",
    severity: Severity::Error,
    summary: "a dashboard is JSON of at most 500 widgets, each of a kind and within the grid",
    why: "AWS refuses the dashboard",
    source: Some(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html",
    ),
    check,
};

const KINDS: [&str; 6] = ["alarm", "custom", "explorer", "log", "metric", "text"];
const MOST: usize = 500;

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for dashboard in context.resources("aws_cloudwatch_dashboard") {
        let name = dashboard.get("dashboard_name");
        let legal = |name: &str| {
            (1..=255).contains(&name.len())
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
        };
        if found.text(name).is_some_and(|name| !legal(&name)) {
            let fix = "use at most 255 letters, digits, hyphens and underscores";
            found.report(name, "AWS does not take this for a dashboard's name", fix);
        }
        let at = dashboard.get("dashboard_body");
        match at.document() {
            Read::Known(document) => widgets(document, found),
            Read::Unknown => {
                // Only text without an expression in it is known to be what it is.
                if found.text(at).is_some() {
                    found.report(at, "the dashboard is no JSON", "write `{\"widgets\": […]}`");
                }
            }
            Read::Absent => {}
        }
    }
}

fn widgets<'c>(document: Node<'c>, found: &mut Found<'_, 'c>) {
    let widgets = document.get("widgets");
    if !matches!(widgets.json(), Some(Json::Array(_))) {
        return found.report(widgets, "the dashboard has no list of widgets", "write `{\"widgets\": […]}`");
    }
    let count = widgets.elements().count();
    if count > MOST {
        found.report(widgets, format!("the dashboard has {count} widgets"), format!("keep to {MOST}"));
    }
    for widget in widgets.elements() {
        let kind = widget.get("type");
        if !kind.is_present() || found.text(kind).is_some_and(|kind| !KINDS.contains(&kind.as_ref())) {
            found.report(
                kind,
                "a widget is of no kind that CloudWatch has",
                format!("choose one of {}", KINDS.join(", ")),
            );
        }
        let properties = widget.get("properties");
        if properties.json().is_none_or(|json| json.as_object().is_none()) {
            found.report(properties, "a widget has no properties", "write what it shows under `properties`");
        }
        for (key, least, most) in [("x", 0, 23), ("y", 0, i64::MAX), ("width", 1, 24), ("height", 1, 1_000)] {
            let at = widget.get(key);
            if found.integer(at).is_some_and(|value| !(least..=most).contains(&value)) {
                found.report(
                    at,
                    "a widget is outside the grid",
                    format!("choose {least} to {}", most.min(1_000)),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn widgets_are_in_the_grid() {
        let of = |change: serde_json::Value| {
            let mut widget =
                json!({"type": "text", "x": 0, "y": 0, "width": 24, "height": 1, "properties": {}});
            widget.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
            let body = json!({"widgets": [widget]}).to_string();
            json!({"aws_cloudwatch_dashboard": {"a": {"dashboard_name": "a", "dashboard_body": body}}})
        };
        let at = "aws_cloudwatch_dashboard.a: dashboard_body.widgets[0]";
        for (wrong, said) in [
            (json!({"type": "graph"}), "type: a widget is of no kind that CloudWatch has"),
            (json!({"type": null}), "type: a widget is of no kind that CloudWatch has"),
            (json!({"properties": null}), "properties: a widget has no properties"),
            (json!({"width": 25}), "width: a widget is outside the grid"),
            (json!({"x": 24}), "x: a widget is outside the grid"),
        ] {
            breaks(&RULE, of(wrong), &[&format!("{at}.{said}")]);
        }
        holds(&RULE, of(json!({})));
        unjudged(&RULE, of(json!({"x": "${var.x}"})));
    }

    #[test]
    fn dashboards_are_json() {
        let of = |name: &str, body: &str| json!({"aws_cloudwatch_dashboard": {"a": {"dashboard_name": name, "dashboard_body": body}}});
        let at = "aws_cloudwatch_dashboard.a";
        breaks(&RULE, of("a", "{,}"), &[&format!("{at}: dashboard_body: the dashboard is no JSON")]);
        breaks(
            &RULE,
            of("a", "{}"),
            &[&format!("{at}: dashboard_body.widgets: the dashboard has no list of widgets")],
        );
        breaks(
            &RULE,
            of("a b", "{\"widgets\":[]}"),
            &[&format!("{at}: dashboard_name: AWS does not take this for a dashboard's name")],
        );
        unjudged(&RULE, of("a", "${jsonencode(var.x)}"));
    }
}
