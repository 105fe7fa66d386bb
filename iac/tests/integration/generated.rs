//! The generated files: each one locked down, and those that are committed.

use environment::Workspace;

use crate::common;

/// Every root there is: a new environment is one file, and locked down like the others.
fn roots(workspace: &Workspace) -> Vec<String> {
    std::iter::once("bootstrap".to_owned()).chain(workspace.environments().map(ToString::to_string)).collect()
}

#[test]
fn every_file_is_as_it_was_reviewed() {
    let workspace = Workspace::open(&common::repository()).unwrap();
    for root in &roots(&workspace) {
        for (name, text) in common::files(&workspace, root) {
            insta::assert_snapshot!(format!("{root}__{}", name.trim_start_matches('.')), text);
        }
    }
}

#[test]
fn what_is_committed_is_what_is_rendered() {
    let workspace = Workspace::open(&common::repository()).unwrap();
    for root in &roots(&workspace) {
        let directory = render::Directory::new(common::repository().join("generated").join(root));
        let files = common::files(&workspace, root);
        let changes: String = directory.changes(&files).unwrap().iter().map(render::unified).collect();
        assert!(changes.is_empty(), "run `cargo run -p iac -- render`:\n{changes}");
        assert!(directory.strangers(&files).unwrap().is_empty());
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let workspace = Workspace::open(&common::repository()).unwrap();
    for root in &roots(&workspace) {
        assert_eq!(common::files(&workspace, root), common::files(&workspace, root));
    }
}
