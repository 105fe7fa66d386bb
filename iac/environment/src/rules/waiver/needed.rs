//! A waiver sets aside what a policy rule found; where it found nothing, the waiver is out of date.

use aws::limits::Refused;

use crate::file::{Table, Waiver};
use crate::policy;
use crate::read::{Path, Report, at};

pub(super) fn check(waivers: &[Table<Waiver>], report: &mut Report<'_>) {
    for (index, waiver) in waivers.iter().enumerate() {
        let (Some(rule), Some(address)) = (&waiver.rule, &waiver.address) else {
            continue;
        };
        if !policy::find(rule).is_some_and(|rule| rule.waivable) {
            continue;
        }
        let set_aside = report.set_aside(rule, address);
        let twice = waivers[..index]
            .iter()
            .any(|other| (&other.rule, &other.address) == (&waiver.rule, &waiver.address));
        // Where something could not be read, nobody knows whether the waiver is needed.
        if !set_aside && !twice && report.tree.is_intact(&Path::default()) {
            let found = report.found(rule);
            let refused = Refused::new(format!("there is nothing to waive: `{rule}` holds for `{address}`"));
            let refused = if found.is_empty() { refused } else { refused.allowed(found.join(", ")) };
            report.error(&at!["waivers", index], refused.hint("remove the waiver, or correct its `address`"));
        }
    }
}
