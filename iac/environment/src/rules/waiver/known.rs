//! A waiver names a rule that can be waived.

use aws::limits::Refused;

use crate::file::{Table, Waiver};
use crate::policy;
use crate::read::{Report, at, suggest};

pub(super) fn check(waivers: &[Table<Waiver>], report: &mut Report<'_>) {
    for (index, waiver) in waivers.iter().enumerate() {
        let Some(rule) = &waiver.rule else { continue };
        let path = at!["waivers", index, "rule"];
        match policy::find(rule) {
            Some(policy::Rule { waivable: true, .. }) => {}
            Some(_) => report
                .error(&path, Refused::new(format!("`{rule}` cannot be waived")).hint("remove the waiver")),
            None if is_checkov(rule) || check::rules().any(|checked| checked.id == rule) => {}
            None => {
                let policy = policy::RULES.iter().filter(|rule| rule.waivable).map(|rule| rule.id);
                let policy: Vec<&str> = policy.collect();
                let refused = Refused::new(format!("there is no rule `{rule}`"));
                let allowed = format!(
                    "{}, a rule that `iac check --list` names, or the id of a check of checkov, as in `CKV_AWS_260`",
                    policy.join(", ")
                );
                let known: Vec<&str> = policy.into_iter().chain(check::rules().map(|rule| rule.id)).collect();
                report.error(&path, suggest(refused.allowed(allowed), rule, &known));
            }
        }
    }
}

fn is_checkov(rule: &str) -> bool {
    let number = rule.strip_prefix("CKV_AWS_").or_else(|| rule.strip_prefix("CKV2_AWS_"));
    number.is_some_and(|number| {
        (1..=4).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}
