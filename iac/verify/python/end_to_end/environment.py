"""The life of an environment, from an empty account to an empty account."""

import json
from typing import Any

from botocore.exceptions import ClientError

from end_to_end import architecture, deployment, leftovers, presupposed
from end_to_end.expectations import Unexpected
from end_to_end.facts import REGION, Environment
from end_to_end.stage import Stage


# What the README tells who really wants to destroy a protected environment to change in its file.
_UNLOCK = {"deletion_protection = true": "deletion_protection = false"}
_WAIVER = """
[[waivers]]
rule = "production-deletion-protection"
address = "load_balancer.deletion_protection"
reason = "The environment is taken down"
"""


def run(stage: Stage, environment: Environment) -> None:
    terraform = stage.terraform
    presupposed.make(stage)
    terraform.init()
    _the_lock_is_real(stage)
    terraform.validate()
    terraform.apply()
    terraform.expect_nothing_to_do("after the first apply")
    architecture.check(stage, environment)
    for service in environment.services:
        deployment.deploy(stage, environment, service)
    terraform.expect_nothing_to_do("after a deployment by digest")
    _change_in_place(stage)
    terraform.expect_nothing_to_do("after the change")
    _serve_a_request(stage)
    if environment.protected:
        _destroy_is_refused(stage)
        stage.render_again(f"{environment.name}.toml", _UNLOCK, _WAIVER)
        terraform.apply()
    terraform.destroy()
    leftovers.check(stage, environment)


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


def _change_in_place(stage: Stage) -> None:
    """One value of one file: one update, and nothing is replaced."""
    address = _edit_one_health_check(stage)
    stage.expect.equal("what one changed value does", stage.terraform.apply_changes(), {address: "update"})
    stage.expect.settle()


def _edit_one_health_check(stage: Stage) -> str:
    kind = "aws_lb_target_group"
    for file in sorted(stage.directory.glob("*.tf.json")):
        document: dict[str, Any] = json.loads(file.read_text())
        for name, group in document.get("resource", {}).get(kind, {}).items():
            blocks = group["health_check"]
            check = blocks[0] if isinstance(blocks, list) else blocks
            check["interval"] = check.get("interval", 30) + 5
            file.write_text(json.dumps(document))
            return f"{kind}.{name}"
    raise Unexpected("there is no target group to change")


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
