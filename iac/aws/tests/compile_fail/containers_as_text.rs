//! Container definitions are typed, not text.

use aws::ecs::{ContainerDefinition, TaskDefinition};
use terraform::Json;

fn case(container: ContainerDefinition, other: TaskDefinition) -> TaskDefinition {
    TaskDefinition {
        container_definitions: Json(/* right: vec![container] */ "[]"), //~ E0308
        ..other
    }
}
