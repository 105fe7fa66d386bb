//! The database takes the connections of all tasks there may be, twice, as a deployment starts the new ones beside the old.

use aws::limits::Refused;

use crate::file::Managed;
use crate::make::CONNECTIONS_PER_TASK;
use crate::read::{Path, Report, at};
use crate::rules::Context;
use crate::truth::{ConnectionsPerTask, RESERVED_CONNECTIONS, connections_needed, places};

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let Some(managed) = &context.file.database.managed else { return };
    let at = at!["database", "managed"];
    let per_task = at.join("connections_per_task");
    let Some((offered, by, path)) = offered(managed, &at) else { return };
    if report.tree.is_hole(&per_task) || report.tree.is_hole(&path) {
        return;
    }
    let maxima = context.file.services.values().map(|service| {
        let schedules = service.scaling.schedules.values().filter_map(|schedule| schedule.maximum);
        schedules.chain(service.scaling.maximum).max().map_or(0, |maximum| u64::from(maximum.get()))
    });
    let tasks: u64 = maxima.sum();
    let Some(each) = managed.connections_per_task.or(ConnectionsPerTask::new(CONNECTIONS_PER_TASK).ok())
    else {
        return;
    };
    let aurora = managed.aurora_serverless.as_ref();
    let stale_reads = aurora.and_then(|aurora| aurora.stale_reads).unwrap_or_default();
    let places = places(stale_reads, context.file.network.zones.len());
    let needed = connections_needed(tasks, each, places);
    if needed > offered {
        let places_too = if places > 1 {
            " to the writer and as many to the reader, which are one machine when the other fails"
        } else {
            ""
        };
        let refused = Refused::new(format!(
            "{by} takes {offered} connections, and {needed} may be needed: {tasks} tasks at the services' maxima, twice during a deployment, with {each} each{places_too}, and {RESERVED_CONNECTIONS} for AWS and for people"
        ));
        let most = offered
            .saturating_sub(RESERVED_CONNECTIONS.into())
            .checked_div(2 * tasks * u64::from(places))
            .unwrap_or_default();
        let fewer = if most > 0 { format!("`connections_per_task = {most}`, ") } else { String::new() };
        report.error(
            &path,
            refused.hint(format!("choose {fewer}a larger database, or lower `scaling.maximum`")),
        );
    }
}

/// How many connections the database takes, of which size, and where that is said.
fn offered(managed: &Managed, at: &Path) -> Option<(u64, String, Path)> {
    match (&managed.aurora_serverless, &managed.instance) {
        (Some(aurora), None) => {
            let (minimum, maximum) = (aurora.minimum_capacity?, aurora.maximum_capacity?);
            let path = at.join("aurora-serverless").join("maximum_capacity");
            Some((maximum.connections(minimum).into(), format!("a database of at most {maximum} ACU"), path))
        }
        (None, Some(instance)) => {
            let class = instance.class.as_ref()?;
            Some((class.connections().into(), format!("`{class}`"), at.join("instance").join("class")))
        }
        _ => None,
    }
}
