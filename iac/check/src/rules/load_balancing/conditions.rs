//! The conditions of listener rules.

use configuration::Node;

/// The conditions that hold lists of values, all but those of query strings.
const LISTS: [&str; 5] = ["host_header", "http_header", "http_request_method", "path_pattern", "source_ip"];

/// Everything that the conditions of a rule are compared with: where each value is written.
pub(super) fn values(rule: Node<'_>) -> Vec<Node<'_>> {
    let mut all = Vec::new();
    for condition in rule.blocks("condition") {
        for name in LISTS {
            let lists = condition.blocks(name);
            all.extend(
                lists
                    .flat_map(|list| [list.get("values"), list.get("regex_values")])
                    .flat_map(Node::elements),
            );
        }
        all.extend(condition.blocks("query_string"));
    }
    all
}

/// The path patterns of one condition.
pub(super) fn paths(condition: Node<'_>) -> Vec<Node<'_>> {
    condition.blocks("path_pattern").flat_map(|list| list.get("values").elements()).collect()
}
