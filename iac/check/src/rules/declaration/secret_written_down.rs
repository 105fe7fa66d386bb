//! No secret stands in the files themselves.

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::secrets;

pub(crate) const RULE: Rule = Rule {
    id: "secret-written-down",
    severity: Severity::Warning,
    summary: "no secret is the default of a variable, the value of a parameter or the text of a secret",
    why: "everybody who may read the repository or the state reads it, and it stays in its history",
    source: Some("https://developer.hashicorp.com/terraform/language/manage-sensitive-data"),
    check,
};

/// What people write where the value comes later.
const PLACES: [&str; 8] = ["change", "dummy", "example", "initial", "placeholder", "replace", "tbd", "todo"];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for variable in context.configuration.others("variable") {
        judge(variable.block().name, variable.get("default"), found);
    }
    for parameter in context.resources("aws_ssm_parameter") {
        let Some(name) = parameter.get("name").text().known() else { continue };
        let is_secure = parameter.get("type").text().is(&"SecureString".into());
        for at in ["value", "insecure_value"].map(|argument| parameter.get(argument)) {
            if is_secure && !is_ignored(parameter) {
                judge(name.rsplit('/').next().unwrap_or_default(), at, found);
            }
        }
    }
    for version in context.resources("aws_secretsmanager_secret_version") {
        if !is_ignored(version) {
            // Whatever it is called: that is what it is for.
            judge("secret", version.get("secret_string"), found);
        }
    }
}

/// Whether Terraform leaves the value alone after it has made it: then it is a place for the one that comes.
fn is_ignored(resource: Node<'_>) -> bool {
    resource.get("lifecycle").get("ignore_changes").is_present()
}

fn judge<'c>(name: &str, at: Node<'c>, found: &mut Found<'_, 'c>) {
    // Only what is written there: what refers to something else is that thing's to say.
    let is_written = at.json().and_then(configuration::Json::as_str).is_some_and(|text| !text.contains("${"));
    let Some(text) = at.text().known().filter(|_| is_written) else { return };
    let lower = text.to_ascii_lowercase();
    let is_place =
        PLACES.iter().any(|word| lower.contains(word)) || lower.starts_with('<') || lower.contains("xxx");
    let named = secrets::is_name_of_secret(name) && secrets::may_be_secret(&text) && !is_place;
    if secrets::is_secret(&text) || named {
        found.secret(
            at,
            format!("the secret `{name}` stands in the files"),
            "fetch it when it is needed, or let somebody give it",
        );
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds};

    #[test]
    fn secrets_are_given() {
        let variable = |name: &str, default: &str| json!({"variable": {name: {"default": default}}});
        breaks(
            &RULE,
            variable("db_password", "hunter2"),
            &[
                "variable.db_password: variable.db_password.default: the secret `db_password` stands in the files",
            ],
        );
        for (name, default) in [("db_password", ""), ("db_password", "CHANGE_ME"), ("region", "hunter2")] {
            holds(&RULE, variable(name, default));
        }
    }

    #[test]
    fn parameters_get_theirs_later() {
        let parameter = |value: &str, ignored: &[&str]| {
            json!({"aws_ssm_parameter": {"a": {
                "name": "/app/token", "type": "SecureString", "value": value, "lifecycle": {"ignore_changes": ignored},
            }}})
        };
        let mut plain = parameter("hunter2", &[]);
        plain["aws_ssm_parameter"]["a"]["lifecycle"] = json!(null);
        breaks(&RULE, plain, &["aws_ssm_parameter.a: value: the secret `token` stands in the files"]);
        holds(&RULE, parameter("hunter2", &["value"]));
        holds(&RULE, parameter("${random_password.a.result}", &["value"]));
    }
}
