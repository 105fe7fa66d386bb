"""The life of an environment, from an empty account to an empty account."""

import json

from botocore.exceptions import ClientError

from end_to_end import architecture, deployment, leftovers, permissions, presupposed
from end_to_end.facts import REGION, Environment
from end_to_end.stage import Stage

_WAIVER = """
[[waivers]]
rule = "production-deletion-protection"
address = "deletion_protection"
reason = "The environment is taken down"
"""


def run(stage: Stage, environment: Environment) -> None:
    terraform = stage.terraform
    presupposed.make(stage)
    terraform.init()
    _the_lock_is_real(stage)
    terraform.validate()
    terraform.apply()
    before = permissions.calls_so_far(stage)
    terraform.expect_nothing_to_do("after the first apply")
    planned = permissions.asked(stage, before)
    architecture.check(stage, environment)
    for service in environment.services:
        deployment.deploy(stage, environment, service)
    terraform.expect_nothing_to_do("after a deployment by digest")
    _change_in_place(stage, environment)
    terraform.expect_nothing_to_do("after the change")
    _serve_a_request(stage)
    if environment.protected:
        _destroy_is_refused(stage)
        _unlock(stage, environment)
    terraform.destroy()
    leftovers.check(stage, environment)
    permissions.check(stage, environment, planned)


def _the_lock_is_real(stage: Stage) -> None:
    """While somebody else holds the lock, nothing is planned."""
    backend = stage.expect.one("S3 backend", stage.blocks("terraform", "backend", "s3"))
    lock = {"Bucket": backend["bucket"], "Key": f"{backend['key']}.tflock"}
    s3 = stage.client("s3", backend["region"])
    held = {
        "ID": "7f3d1c5e-0000-4000-8000-000000000000",
        "Operation": "OperationTypeApply",
        "Who": "somebody@else",
    }
    s3.put_object(**lock, Body=json.dumps(held).encode())
    stage.terraform.refuse("Error acquiring the state lock", "plan")
    s3.delete_object(**lock)


def _change_in_place(stage: Stage, environment: Environment) -> None:
    """One value of the environment's file: one update for each service, and nothing is replaced."""
    stage.sources.edit(f"{environment.name}.toml", "cpu_percent = 60", "cpu_percent = 65")
    stage.sources.render(environment.name, stage.directory)
    policies = [f"aws_appautoscaling_policy.{service.name}_cpu" for service in environment.services]
    changes = stage.terraform.apply_changes()
    stage.expect.equal("what one changed value does", changes, dict.fromkeys(policies, "update"))
    stage.expect.settle()


def _serve_a_request(stage: Stage) -> None:
    """Leave an access log behind, as the first request does on AWS: what is destroyed is in use."""
    balancers = stage.client("elbv2", REGION)
    balancer = stage.expect.one("load balancer", balancers.describe_load_balancers()["LoadBalancers"])
    listed = balancers.describe_load_balancer_attributes(LoadBalancerArn=balancer["LoadBalancerArn"])
    bucket = {found["Key"]: found["Value"] for found in listed["Attributes"]}["access_logs.s3.bucket"]
    stage.client("s3", REGION).put_object(Bucket=bucket, Key="main/AWSLogs/request.log.gz", Body=b"GET /")


def _destroy_is_refused(stage: Stage) -> None:
    """Terraform refuses before it destroys anything, and AWS refuses whoever goes round it."""
    before = stage.managed()
    stage.terraform.refuse("Instance cannot be destroyed", "destroy", "-auto-approve", "-refresh=false")
    stage.expect.equal("resources after a refused destroy", stage.managed(), before)
    balancers = stage.client("elbv2", REGION)
    balancer = stage.expect.one("load balancer", balancers.describe_load_balancers()["LoadBalancers"])
    try:
        balancers.delete_load_balancer(LoadBalancerArn=balancer["LoadBalancerArn"])
        refused = "nothing"
    except ClientError as error:
        refused = error.response["Error"]["Code"]
    stage.expect.equal("what protects the load balancer", refused, "OperationNotPermitted")
    stage.expect.settle()


def _unlock(stage: Stage, environment: Environment) -> None:
    """Do as the README tells who really wants to take the environment down."""
    file = f"{environment.name}.toml"
    stage.sources.edit(file, "deletion_protection = true", "deletion_protection = false")
    stage.sources.append(file, _WAIVER)
    stage.sources.render(environment.name, stage.directory)
    changes = stage.terraform.apply_changes()
    stage.expect.equal("the load balancer is unlocked", changes.get("aws_lb.main"), "update")
    stage.expect.equal("what unlocking does", set(changes.values()), {"update"})
    stage.expect.settle()
