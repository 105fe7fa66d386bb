//! A path reaches one service: no two patterns of a load balancer match the same.

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
        for (at, entry) in entries.iter().enumerate() {
            // Patterns share a path only if what the one starts with, the other starts with: in this order, neighbours.
            let prefix = entry.pattern.literal_prefix();
            let near = entries[at + 1..]
                .iter()
                .take_while(|other| other.pattern.literal_prefix().starts_with(prefix));
            for other in near {
                compare(entry, other, report);
            }
        }
    }
}

fn compare(a: &Entry<'_>, b: &Entry<'_>, report: &mut Report<'_>) {
    let (first, second) = if (a.service, a.index) <= (b.service, b.index) { (a, b) } else { (b, a) };
    let path = at!["services", second.service.as_str(), "paths", second.index];
    if first.service == second.service {
        if first.pattern == second.pattern {
            report.error(
                &path,
                Refused::new(format!("`{}` is given twice", first.pattern)).hint("remove one of the two"),
            );
        }
        return;
    }
    if let Some(example) = first.pattern.overlap(second.pattern) {
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
