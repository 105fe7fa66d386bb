//! A task on Fargate has a CPU and memory that Fargate offers together.

use aws::limits::{FargateCpu, FargateSize};

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "task-size-offered",
    severity: Severity::Error,
    summary: "a task on Fargate has a CPU and memory that Fargate offers together",
    why: "AWS refuses the task definition",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for task in context.tasks().all() {
        if !task.is_fargate(found) {
            continue;
        }
        let (cpu, memory) = (task.node.get("cpu"), task.node.get("memory"));
        for (at, name) in [(cpu, "cpu"), (memory, "memory")] {
            if !at.is_present() {
                found.report(at, format!("a task on Fargate has no `{name}`"), format!("set `{name}`"));
            }
        }
        let Some(units) = found.text(cpu).and_then(|text| quantity(&text, "vcpu")) else { continue };
        let units = match FargateCpu::new(units) {
            Ok(units) => units,
            Err(refused) => {
                let fix = format!("choose one of {}", refused.allowed.unwrap_or_default());
                found.report(cpu, refused.message, fix);
                continue;
            }
        };
        let Some(mebibytes) = found.text(memory).and_then(|text| quantity(&text, "gb")) else { continue };
        if let Err(refused) = FargateSize::new(units, mebibytes) {
            let fix = format!("choose one of {}", refused.allowed.unwrap_or_default());
            found.report(memory, refused.message, fix);
        }
    }
}

/// `512`, or `.5 vCPU` and `0.5 GB`, which ECS takes as well.
fn quantity(text: &str, unit: &str) -> Option<u32> {
    let text = text.trim().to_ascii_lowercase();
    let Some(number) = text.strip_suffix(unit) else { return text.parse().ok() };
    let number: f64 = number.trim().parse().ok()?;
    let whole = number * 1024.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and in range")]
    (whole.fract() == 0.0 && (0.0..1e9).contains(&whole)).then_some(whole as u32)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn sized(cpu: &serde_json::Value, memory: &serde_json::Value) -> serde_json::Value {
        json!({"aws_ecs_task_definition": {"a": {"requires_compatibilities": ["FARGATE"], "cpu": cpu, "memory": memory}}})
    }

    #[test]
    fn sizes_are_pairs() {
        breaks(
            &RULE,
            sized(&json!("256"), &json!(3072)),
            &["aws_ecs_task_definition.a: memory: `3072` is not offered with 256 CPU units"],
        );
        breaks(
            &RULE,
            sized(&json!(300), &json!(512)),
            &["aws_ecs_task_definition.a: cpu: Fargate does not offer `300` CPU units"],
        );
        for (cpu, memory) in [("256", "512"), (".5 vCPU", "1GB"), ("1 vCPU", "2 GB")] {
            holds(&RULE, sized(&json!(cpu), &json!(memory)));
        }
        unjudged(&RULE, sized(&json!("${var.cpu}"), &json!(1)));
    }

    #[test]
    fn a_task_on_fargate_has_a_size() {
        let document = |launch: &str| {
            json!({
                "aws_ecs_service": {"a": {"launch_type": launch, "task_definition": "${aws_ecs_task_definition.a.arn}"}},
                "aws_ecs_task_definition": {"a": {}},
            })
        };
        breaks(
            &RULE,
            document("FARGATE"),
            &[
                "aws_ecs_task_definition.a: cpu: a task on Fargate has no `cpu`",
                "aws_ecs_task_definition.a: memory: a task on Fargate has no `memory`",
            ],
        );
        holds(&RULE, document("EC2"));
    }
}
