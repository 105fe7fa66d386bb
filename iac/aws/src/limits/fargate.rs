//! Task sizes that Fargate offers.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::Refused;

/// CPU units, and the least, the most and the step of the memory offered with them, in MiB.
const OFFERED: [(u32, u32, u32, u32); 7] = [
    // 256 is the exception: 512, 1024 and 2048; see `choices`.
    (256, 512, 2_048, 512),
    (512, 1_024, 4_096, 1_024),
    (1_024, 2_048, 8_192, 1_024),
    (2_048, 4_096, 16_384, 1_024),
    (4_096, 8_192, 30_720, 1_024),
    (8_192, 16_384, 61_440, 4_096),
    (16_384, 32_768, 122_880, 8_192),
];

/// CPU units of a task, 1024 to a virtual CPU, as Fargate offers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(try_from = "super::Number<0, { u32::MAX }>", into = "u32")]
pub struct FargateCpu(u32);

impl FargateCpu {
    /// Accepts or refuses.
    ///
    /// # Errors
    ///
    /// When Fargate offers no task of that many CPU units.
    pub fn new(units: u32) -> Result<Self, Refused> {
        if OFFERED.iter().any(|(cpu, ..)| *cpu == units) {
            return Ok(Self(units));
        }
        let all: Vec<String> = OFFERED.iter().map(|(cpu, ..)| cpu.to_string()).collect();
        Err(Refused::new(format!("Fargate does not offer `{units}` CPU units")).allowed(all.join(", ")))
    }

    /// The number of units.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl TryFrom<super::Number<0, { u32::MAX }>> for FargateCpu {
    type Error = Refused;

    fn try_from(units: super::Number<0, { u32::MAX }>) -> Result<Self, Refused> {
        Self::new(units.get())
    }
}

impl From<FargateCpu> for u32 {
    fn from(cpu: FargateCpu) -> Self {
        cpu.0
    }
}

impl JsonSchema for FargateCpu {
    fn schema_name() -> Cow<'static, str> {
        "FargateCpu".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let units: Vec<u32> = OFFERED.iter().map(|(cpu, ..)| *cpu).collect();
        json_schema!({ "type": "integer", "enum": units })
    }
}

/// A pair of CPU and memory that Fargate offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FargateSize {
    cpu: FargateCpu,
    memory: u32,
}

impl FargateSize {
    /// Accepts or refuses a pair.
    ///
    /// # Errors
    ///
    /// When that memory (in MiB) is not offered with that CPU; the refusal speaks of the memory.
    pub fn new(cpu: FargateCpu, memory: u32) -> Result<Self, Refused> {
        let choices = choices(cpu.0);
        if choices.contains(&memory) {
            return Ok(Self { cpu, memory });
        }
        let refused = Refused::new(format!("`{memory}` is not offered with {} CPU units", cpu.0))
            .allowed(words(cpu.0, &choices));
        let other =
            OFFERED.iter().map(|(other, ..)| *other).find(|other| self::choices(*other).contains(&memory));
        Err(match (other, choices.iter().find(|choice| **choice > memory)) {
            (Some(other), _) => refused.hint(format!("`{memory}` is offered with `cpu = {other}`")),
            (None, Some(next)) => refused.hint(format!("the next larger is `{next}`")),
            (None, None) => refused,
        })
    }

    /// CPU units, 1024 to a virtual CPU.
    #[must_use]
    pub const fn cpu(self) -> u32 {
        self.cpu.0
    }

    /// Memory in MiB.
    #[must_use]
    pub const fn memory(self) -> u32 {
        self.memory
    }
}

fn choices(units: u32) -> Vec<u32> {
    let offered = OFFERED.iter().filter(|(cpu, ..)| *cpu == units);
    offered
        .flat_map(|(_, least, most, step)| (*least..=*most).step_by(*step as usize))
        .filter(|memory| units != 256 || *memory != 1_536)
        .collect()
}

fn words(units: u32, choices: &[u32]) -> String {
    match OFFERED.iter().find(|(cpu, ..)| *cpu == units) {
        Some((_, least, most, step)) if choices.len() > 4 => format!("{least} to {most} in steps of {step}"),
        _ => choices.iter().map(u32::to_string).collect::<Vec<_>>().join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::{FargateCpu, FargateSize};

    fn size(cpu: u32, memory: u32) -> Result<FargateSize, super::Refused> {
        FargateSize::new(FargateCpu::new(cpu)?, memory)
    }

    #[test]
    fn pairs_that_are_offered() {
        for (cpu, memory) in
            [(256, 512), (256, 2048), (512, 3072), (4096, 30720), (8192, 20480), (16384, 122_880)]
        {
            assert!(size(cpu, memory).is_ok(), "{cpu} {memory}");
        }
        for (cpu, memory) in
            [(256, 1536), (256, 300), (512, 512), (8192, 17408), (16384, 122_881), (300, 512), (0, 0)]
        {
            assert!(size(cpu, memory).is_err(), "{cpu} {memory}");
        }
    }

    #[test]
    fn the_refusal_says_what_is_offered() {
        let text = |cpu, memory| size(cpu, memory).unwrap_err().to_string();
        assert_eq!(
            text(256, 300),
            "`300` is not offered with 256 CPU units\nallowed: 512, 1024, 2048\nhint: the next larger is `512`"
        );
        assert_eq!(
            text(2048, 512),
            "`512` is not offered with 2048 CPU units\nallowed: 4096 to 16384 in steps of 1024\nhint: `512` is offered with `cpu = 256`"
        );
        assert!(text(300, 512).contains("allowed: 256, 512, 1024, 2048, 4096, 8192, 16384"));
    }
}
