//! A container adds no kernel capabilities.

use aws::ecs::KernelCapabilities;

fn case() -> KernelCapabilities {
    KernelCapabilities {
        add: /* right: [] */ ["SYS_ADMIN"], //~ E0308
        drop: vec!["ALL"],
    }
}
