//! A path reaches one service: no two patterns of a load balancer match the same.

use std::collections::BTreeSet;

use aws::limits::{PathPattern, Refused};

use crate::read::{Report, at};
use crate::rules::Context;
use crate::text::ServiceName;

struct Entry<'a> {
    service: &'a ServiceName,
    index: usize,
    pattern: &'a PathPattern,
}

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for services in context.behind.values() {
        let mut entries: Vec<Entry<'_>> = Vec::new();
        for &(service, file) in services {
            entries.extend(file.paths.iter().enumerate().map(|(index, pattern)| Entry {
                service,
                index,
                pattern,
            }));
        }
        entries.sort_by_key(|entry| (entry.pattern.literal_prefix(), entry.service, entry.index));
        let mut reported = BTreeSet::new();
        for (at, entry) in entries.iter().enumerate() {
            // Patterns share a path only if what the one starts with, the other starts with: in this order, neighbours.
            let prefix = entry.pattern.literal_prefix();
            let near = entries[at + 1..]
                .iter()
                .take_while(|other| other.pattern.literal_prefix().starts_with(prefix));
            for other in near {
                compare(entry, other, &mut reported, report);
            }
        }
    }
}

/// Reports two patterns that match a common path, unless one of them has been reported already.
fn compare<'a>(
    a: &Entry<'a>,
    b: &Entry<'a>,
    reported: &mut BTreeSet<(&'a ServiceName, usize)>,
    report: &mut Report<'_>,
) {
    let (first, second) = if (a.service, a.index) <= (b.service, b.index) { (a, b) } else { (b, a) };
    if reported.contains(&(second.service, second.index)) {
        return;
    }
    let path = at!["services", second.service.as_str(), "paths", second.index];
    if first.service == second.service {
        if first.pattern == second.pattern {
            reported.insert((second.service, second.index));
            report.error(
                &path,
                Refused::new(format!("`{}` is given twice", first.pattern)).hint("remove one of the two"),
            );
        }
        return;
    }
    if let Some(example) = first.pattern.overlap(second.pattern) {
        reported.insert((second.service, second.index));
        let (pattern, other, service) = (second.pattern, first.pattern, first.service);
        let message = format!(
            "`{pattern}` and `{other}` of `{service}` both match `{example}`, which can reach one service only"
        );
        report.error(
            &path,
            Refused::new(message)
                .hint("narrow one of the two, or put the services behind different load balancers"),
        );
    }
}
