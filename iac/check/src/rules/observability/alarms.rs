//! The metrics that alarms look at.

use configuration::Node;

/// Each metric of an alarm: its own, or those of its queries.
pub(in crate::rules) fn metrics(alarm: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let own = alarm.get("metric_name").is_present().then_some(alarm);
    own.into_iter().chain(alarm.blocks("metric_query").flat_map(|query| query.blocks("metric")))
}
