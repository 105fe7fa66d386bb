//! Roles that are taken on with a token of an OIDC issuer.

use configuration::Read;

use crate::context::Context;
use crate::found::Found;
use crate::policies::{Condition, Place, Statement};

/// The statements of trust policies that let somebody in who comes with a token.
pub(super) fn admitting<'s, 'c>(
    context: &'s Context<'c>,
    found: &mut Found<'_, 'c>,
) -> Vec<&'s Statement<'c>> {
    let statements = context.policies().statements(found, |place| place == Place::Trust);
    let admitting = statements.into_iter().map(|(_, statement)| statement).filter(|statement| {
        let federated = statement.principals.all.iter().any(|principal| principal.kind == "Federated");
        let by_token =
            statement.actions.entries.iter().any(|entry| entry.is("sts:AssumeRoleWithWebIdentity"));
        statement.is_allow() && federated && by_token
    });
    admitting.collect()
}

/// Whether the condition is on this claim of a token: `:sub`, `:aud`.
pub(super) fn is_on(condition: &Condition<'_>, claim: &str) -> bool {
    condition.key.as_deref().is_some_and(|key| key.to_ascii_lowercase().ends_with(claim))
}

/// Whether a token must have this claim with a value that a condition names; absent if no condition is on it.
pub(super) fn must_have(statement: &Statement<'_>, claim: &str) -> Read<()> {
    let asks = statement.conditions.iter().any(|condition| {
        let positive = condition.operator.as_ref().is_none_or(|operator| {
            let operator = operator.to_ascii_lowercase();
            !operator.contains("not")
                && !operator.ends_with("ifexists")
                && !operator.starts_with("forallvalues:")
        });
        is_on(condition, claim) && positive
    });
    if asks {
        Read::Known(())
    } else if statement.is_open || statement.conditions.iter().any(|condition| condition.key.is_none()) {
        Read::Unknown
    } else {
        Read::Absent
    }
}
