"""The life of an environment, from an empty account to an empty account, by its pipelines' roles alone."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from end_to_end import architecture, changes, deployment, leftovers, presupposed, roles
from end_to_end.facts import REGION, Aurora, Environment, Instance
from end_to_end.foundation import Foundation
from end_to_end.least_privilege import proof
from end_to_end.stage import Stage
from end_to_end.terraform import Terraform

_WAIVER = """
[[waivers]]
rule = "production-deletion-protection"
address = "deletion_protection"
reason = "The environment is taken down"
"""


def run(stage: Stage, environment: Environment, independent: Path) -> None:
    """Live it; `independent` is where another's evaluator of policies is installed."""
    _lay_foundation(stage, environment)
    proposing = stage.terraform_as(roles.pull_request(environment.name))
    merging = stage.terraform_as(roles.main(environment.name))
    applying = stage.terraform_as(roles.apply(environment.name))
    proposing.init()
    _the_lock_is_real(stage, proposing)
    proposing.validate()
    applying.apply()
    proposing.expect_nothing_to_do("after the first apply")
    architecture.check(stage, environment)
    for service in environment.services:
        deployment.deploy(stage, environment, service)
    merging.expect_nothing_to_do("after a deployment by digest")
    _keep_a_plan(stage, environment)
    _change_in_place(stage, environment, applying)
    _change_everything(stage, environment, applying)
    proposing.expect_nothing_to_do("after the changes")
    _serve_a_request(stage)
    standing = proof.deny(stage, environment)
    if environment.protected:
        _destroy_is_refused(stage, environment, applying)
        _unlock(stage, environment, applying)
    applying.destroy()
    leftovers.check(stage, environment)
    proof.take_away(stage, environment, standing, independent)


def _lay_foundation(stage: Stage, environment: Environment) -> None:
    """Do as the README says: bootstrap first, and the key that it has made into the environments' files."""
    bootstrap = stage.directory.parent / "bootstrap"
    bootstrap.mkdir()
    stage.sources.render("bootstrap", bootstrap)
    key = Foundation.of(stage.address, bootstrap).lay()
    backend = stage.expect.one("S3 backend", stage.blocks("terraform", "backend", "s3"))
    stage.sources.edit("shared/defaults.toml", backend["kms_key_id"], key)
    stage.sources.render(environment.name, stage.directory)
    presupposed.make_zones(stage)


def _the_lock_is_real(stage: Stage, terraform: Terraform) -> None:
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
    terraform.refuse("Error acquiring the state lock", "plan")
    s3.delete_object(**lock)


def _keep_a_plan(stage: Stage, environment: Environment) -> None:
    """What main plans is kept for whoever applies it, encrypted as everything in the bucket of states is."""
    backend = stage.expect.one("S3 backend", stage.blocks("terraform", "backend", "s3"))
    kept = {"Bucket": backend["bucket"], "Key": f"plans/{'4b825dc6' * 5}/{environment.name}"}
    merging = stage.client("s3", REGION, roles.main(environment.name))
    merging.put_object(**kept, Body=b"a plan")
    applying = stage.client("s3", REGION, roles.apply(environment.name))
    stage.expect.equal("the plan that was kept", applying.get_object(**kept)["Body"].read(), b"a plan")


def _change_in_place(stage: Stage, environment: Environment, terraform: Terraform) -> None:
    """Two values of the environment's file: what they are about is updated, and nothing is replaced."""
    file = f"{environment.name}.toml"
    stage.sources.edit(file, "cpu_percent = 60", "cpu_percent = 65")
    larger = _larger(environment.database.kind)
    stage.sources.edit(file, larger.before, larger.after)
    stage.sources.render(environment.name, stage.directory)
    policies = [f"aws_appautoscaling_policy.{service.name}_cpu" for service in environment.services]
    alarms = [f"aws_cloudwatch_metric_alarm.database_{of}" for of in larger.alarms]
    of_database = [larger.address, *alarms]
    changes = terraform.apply_changes()
    wanted = dict.fromkeys([*policies, *of_database], "update")
    stage.expect.equal("what two changed values do", changes, wanted)
    stage.expect.equal("size of the database then", larger.found(stage.client("rds", REGION)), larger.size)
    stage.expect.settle()


@dataclass(frozen=True)
class _Larger:
    """A change of the database's size in the environment's file, and what AWS says of it then."""

    address: str
    # Of whose limit an alarm is a part.
    alarms: tuple[str, ...]
    before: str
    after: str
    size: object
    found: Callable[[Any], object]


def _larger(kind: Instance | Aurora) -> _Larger:
    if isinstance(kind, Aurora):
        return _Larger(
            "aws_rds_cluster.main",
            ("connections",),
            f"maximum_capacity = {kind.maximum}",
            "maximum_capacity = 16",
            {"MinCapacity": kind.minimum, "MaxCapacity": 16.0},
            lambda rds: rds.describe_db_clusters()["DBClusters"][0]["ServerlessV2ScalingConfiguration"],
        )
    return _Larger(
        "aws_db_instance.main",
        ("connections", "memory"),
        f'class = "{kind.machine}"',
        'class = "db.t4g.small"',
        "db.t4g.small",
        lambda rds: rds.describe_db_instances()["DBInstances"][0]["DBInstanceClass"],
    )


def _change_everything(stage: Stage, environment: Environment, terraform: Terraform) -> None:
    """Whatever can change in place does, and changes back; on the way a role has lost its boundary."""
    changes.write(stage, environment)
    changed = terraform.apply_changes()
    stage.expect.equal("what the changes do", set(changed.values()), {"update"})
    stage.expect.true("the changes are of all kinds", len({name.split(".")[0] for name in changed}) > 20)
    changes.take_back(stage)
    task = f"{environment.service(environment.services[0])}-task"
    stage.client("iam", REGION).delete_role_permissions_boundary(RoleName=task)
    terraform.apply()
    stage.expect.settle()


def _serve_a_request(stage: Stage) -> None:
    """Leave an access log behind, as the first request does on AWS: what is destroyed is in use."""
    balancers = stage.client("elbv2", REGION)
    balancer = stage.expect.one("load balancer", balancers.describe_load_balancers()["LoadBalancers"])
    listed = balancers.describe_load_balancer_attributes(LoadBalancerArn=balancer["LoadBalancerArn"])
    bucket = {found["Key"]: found["Value"] for found in listed["Attributes"]}["access_logs.s3.bucket"]
    stage.client("s3", REGION).put_object(Bucket=bucket, Key="main/AWSLogs/request.log.gz", Body=b"GET /")


def _destroy_is_refused(stage: Stage, environment: Environment, terraform: Terraform) -> None:
    """Terraform refuses before it destroys anything, and AWS refuses whoever goes round it."""
    before = stage.managed()
    terraform.refuse("Instance cannot be destroyed", "destroy", "-auto-approve", "-refresh=false")
    stage.expect.equal("resources after a refused destroy", stage.managed(), before)
    balancers = stage.client("elbv2", REGION)
    balancer = stage.expect.one("load balancer", balancers.describe_load_balancers()["LoadBalancers"])
    refused = _error(lambda: balancers.delete_load_balancer(LoadBalancerArn=balancer["LoadBalancerArn"]))
    stage.expect.equal("what protects the load balancer", refused, "OperationNotPermitted")
    rds = stage.client("rds", REGION)
    named = {"DBClusterIdentifier": environment.prefix, "SkipFinalSnapshot": True}
    stage.expect.equal(
        "what protects the database",
        _error(lambda: rds.delete_db_cluster(**named)),
        "InvalidParameterCombination",
    )
    stage.expect.settle()


def _error(call: Callable[[], object]) -> str:
    try:
        call()
    except ClientError as error:
        return str(error.response["Error"]["Code"])
    return "nothing"


def _unlock(stage: Stage, environment: Environment, terraform: Terraform) -> None:
    """Do as the README tells who really wants to take the environment down."""
    file = f"{environment.name}.toml"
    stage.sources.edit(file, "deletion_protection = true", "deletion_protection = false")
    stage.sources.append(file, _WAIVER)
    stage.sources.render(environment.name, stage.directory)
    changes = terraform.apply_changes()
    for what in ("aws_lb.main", "aws_rds_cluster.main"):
        stage.expect.equal(f"{what} is unlocked", changes.get(what), "update")
    stage.expect.equal("what unlocking does", set(changes.values()), {"update"})
    stage.expect.settle()
