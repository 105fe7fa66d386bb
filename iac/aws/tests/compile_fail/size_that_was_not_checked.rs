//! CPU and memory are a pair that Fargate offers.

use aws::limits::{FargateCpu, FargateSize, Refused};

fn case(cpu: FargateCpu) -> Result<FargateSize, Refused> {
    /* right: FargateSize::new(cpu, 512) */ Ok(FargateSize { cpu, memory: 300 }) //~ E0451
}
