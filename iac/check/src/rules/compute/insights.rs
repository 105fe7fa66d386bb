//! Whether a cluster is measured.

use configuration::Node;

use crate::found::Found;

/// Reports a cluster without Container Insights.
pub(super) fn judge<'c>(cluster: Node<'c>, found: &mut Found<'_, 'c>) {
    let at = cluster.get("setting");
    if cluster.makes_blocks("setting") {
        return found.unjudged(at);
    }
    for setting in cluster.blocks("setting") {
        match found.text(setting.get("name")) {
            Some(name) if name == "containerInsights" => {
                let value = setting.get("value");
                if found.text(value).is_some_and(|value| value == "disabled") {
                    found.report(value, "nobody measures the tasks of the cluster", FIX);
                }
                return;
            }
            Some(_) => {}
            None => return,
        }
    }
    found.report(at, "nobody measures the tasks of the cluster", FIX);
}

const FIX: &str = "set `containerInsights` to `enabled` or `enhanced`";
