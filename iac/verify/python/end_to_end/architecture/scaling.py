"""How many tasks there are, and what moves their number."""

from end_to_end.facts import REGION, Environment
from end_to_end.stage import Stage

_METRICS = {
    "ALBRequestCountPerTarget",
    "ECSServiceAverageCPUUtilization",
    "ECSServiceAverageMemoryUtilization",
}


def check(stage: Stage, environment: Environment) -> None:
    scaling = stage.client("application-autoscaling", REGION)
    targets = scaling.describe_scalable_targets(ServiceNamespace="ecs")["ScalableTargets"]
    policies = scaling.describe_scaling_policies(ServiceNamespace="ecs")["ScalingPolicies"]
    for service in environment.services:
        resource = f"service/{environment.prefix}/{environment.service(service)}"
        target = stage.expect.one(
            f"scalable target {resource}", [found for found in targets if found["ResourceId"] == resource]
        )
        stage.expect.equal(f"least tasks of {resource}", target["MinCapacity"], environment.minimum_tasks)
        stage.expect.true(f"{resource} can grow", target["MaxCapacity"] > target["MinCapacity"], target)
        tracked = {
            policy["TargetTrackingScalingPolicyConfiguration"]["PredefinedMetricSpecification"][
                "PredefinedMetricType"
            ]
            for policy in policies
            if policy["ResourceId"] == resource
        }
        stage.expect.equal(f"what moves {resource}", tracked, _METRICS)
