//! What Terraform leaves as it is.

use configuration::Node;

/// Whether changes of an argument are ignored.
pub(super) fn ignores(node: Node<'_>, argument: &str) -> bool {
    let ignored = node.path_to(["lifecycle", "ignore_changes"]);
    ignored.elements().any(|name| name.text().known().is_some_and(|name| name == argument || name == "all"))
}
