//! A principal is of the kind that it stands under.

use configuration::{Piece, Symbol};

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "policy-principal-form",
    severity: Severity::Error,
    summary: "under `AWS` stands an account, a user or a role, under `Service` a service, under `Federated` a provider of identities",
    why: "AWS refuses the policy: there is no such principal",
    source: Some(
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
    ),
    check,
};

/// Providers of identities that are known by their names.
const PROVIDERS: &[&str] =
    &["accounts.google.com", "cognito-identity.amazonaws.com", "graph.facebook.com", "www.amazon.com"];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (_, statement) in context.policies().statements(found, |place| !place.is_identity()) {
        for principal in &statement.principals.all {
            let at = principal.entry.at;
            let (fits, fix): (fn(&Symbol<'_>) -> Option<bool>, _) = match principal.kind.as_ref() {
                "AWS" => (is_of_aws, "name an account, or the ARN of a role or user"),
                "Service" => (is_service, "name a service, as in `ecs-tasks.amazonaws.com`"),
                "Federated" => (is_provider, "name the ARN of a provider of OIDC or SAML"),
                _ => continue,
            };
            match fits(&principal.entry.symbol) {
                Some(true) => {}
                None => found.unjudged(at),
                Some(false) => {
                    let message = format!("this is no principal of the kind `{}`", principal.kind);
                    found.report(at, message, fix);
                }
            }
        }
    }
}

/// The resource that is referred to, and its attribute.
fn referred<'s>(symbol: &Symbol<'s>) -> Option<(&'s str, &'s str)> {
    match symbol.0[..] {
        [Piece::Attribute(target)] => Some((target.block.resource_type()?, target.attribute)),
        _ => None,
    }
}

fn is_of_aws(symbol: &Symbol<'_>) -> Option<bool> {
    if let Some((ty, attribute)) = referred(symbol) {
        let is_identity = ["aws_iam_role", "aws_iam_user"].contains(&ty);
        // Of types that nobody lists here, some are identities, too.
        return match attribute {
            "arn" if ty.starts_with("aws_iam_") => Some(is_identity),
            "arn" | "iam_arn" => None,
            _ => is_identity.then_some(attribute == "unique_id" || attribute == "id"),
        };
    }
    let text = symbol.literal()?;
    let is_account = text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    let of_iam = text.starts_with("arn:") && (text.contains(":iam::") || text.contains(":sts::"));
    // A principal that is gone is shown by its id.
    let is_id =
        text.starts_with('A') && text.len() > 15 && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    Some(text == "*" || is_account || of_iam || is_id)
}

fn is_service(symbol: &Symbol<'_>) -> Option<bool> {
    if referred(symbol).is_some_and(|(_, attribute)| attribute == "arn") {
        return Some(false);
    }
    let text = symbol.literal()?;
    let is_host = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte));
    Some(text == "*" || (is_host && text.contains('.')))
}

fn is_provider(symbol: &Symbol<'_>) -> Option<bool> {
    if let Some((ty, attribute)) = referred(symbol) {
        let is_provider = ["aws_iam_openid_connect_provider", "aws_iam_saml_provider"].contains(&ty);
        return Some(is_provider && matches!(attribute, "arn" | "id"));
    }
    let text = symbol.literal()?;
    let of_iam = text.contains(":oidc-provider/") || text.contains(":saml-provider/");
    Some(PROVIDERS.contains(&text.as_ref()) || (text.starts_with("arn:") && of_iam))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::documents::trust;
    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn principals_are_of_their_kind() {
        let document = |kind: &str, principal: &str| {
            let statement =
                json!({"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {kind: principal}});
            let mut document = trust(&statement);
            document["aws_iam_openid_connect_provider"] = json!({"a": {}});
            document["aws_iam_policy"] = json!({"a": {}});
            document
        };
        for (kind, principal) in [
            ("AWS", "ecs-tasks.amazonaws.com"),
            ("AWS", "arn:aws:s3:::bucket"),
            ("AWS", "${aws_iam_policy.a.arn}"),
            ("Service", "arn:aws:iam::123456789012:role/a"),
            ("Service", "ecs-tasks"),
            ("Federated", "token.actions.githubusercontent.com"),
            ("Federated", "${aws_iam_openid_connect_provider.a.url}"),
            ("Federated", "${aws_iam_policy.a.arn}"),
        ] {
            let said = format!(
                "aws_iam_role.a: assume_role_policy.Statement[0].Principal.{kind}: this is no principal of the kind `{kind}`"
            );
            breaks(&RULE, document(kind, principal), &[&said]);
        }
        for (kind, principal) in [
            ("AWS", "123456789012"),
            ("AWS", "arn:aws:iam::123456789012:role/a"),
            ("AWS", "AROAIIAZXWVUTSRQPONML"),
            ("Service", "ecs-tasks.amazonaws.com"),
            ("Federated", "cognito-identity.amazonaws.com"),
            ("Federated", "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"),
            ("Federated", "${aws_iam_openid_connect_provider.a.arn}"),
        ] {
            holds(&RULE, document(kind, principal));
        }
        unjudged(&RULE, document("AWS", "${var.role}"));
    }
}
