//! AWS ignores a misspelt key of a container definition; rustc does not.

use aws::ecs::ContainerDefinition;

fn case(other: ContainerDefinition) -> ContainerDefinition {
    /* right: ContainerDefinition { readonly_root_filesystem: true, ..other } */
    ContainerDefinition { read_only_root_filesystem: true, ..other } //~ E0560
}
