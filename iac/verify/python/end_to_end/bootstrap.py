"""The life of the bootstrap root: its state is local first, then in the bucket that it has made itself."""

import json
from typing import Any

from end_to_end.architecture import buckets
from end_to_end.facts import REGION
from end_to_end.least_privilege import keys
from end_to_end.roles import ACCOUNT
from end_to_end.stage import Stage

# The repository, as GitHub's tokens name it: of old, and since July 2026.
_REPOSITORY = ("repo:example-org/healthcare-app", "repo:example-org@12345678/healthcare-app@987654321")
# When each role can be taken on.
_OCCASIONS = {
    "plan-pull-request": "pull_request",
    "plan-main": "ref:refs/heads/main",
    "apply": "environment:{}",
}

# What the README tells who starts with an empty account, and who really wants to end with one.
LOCAL: dict[str, Any] = {"terraform": {"backend": {"local": {}}}}


def run(stage: Stage) -> None:
    terraform = stage.terraform
    local = stage.directory / "local_override.tf.json"

    local.write_text(json.dumps(LOCAL))
    terraform.init()
    terraform.validate()
    terraform.apply()
    local.unlink()
    terraform.init("-migrate-state", "-force-copy")
    terraform.expect_nothing_to_do("with the state in the bucket that it made")
    _check(stage)

    terraform.refuse("Instance cannot be destroyed", "destroy", "-auto-approve", "-refresh=false")
    _unlock(stage)
    local.write_text(json.dumps(LOCAL))
    terraform.init("-migrate-state", "-force-copy")
    terraform.destroy()
    stage.expect.equal("buckets that are left", stage.client("s3", REGION).list_buckets()["Buckets"], [])
    keys.check(stage)
    stage.expect.settle()


def _unlock(stage: Stage) -> None:
    """Do as the README tells who really wants to take everything down."""
    stage.sources.edit("shared/bootstrap.toml", "deletion_protection = true", "deletion_protection = false")
    stage.sources.render("bootstrap", stage.directory)
    changes = stage.terraform.apply_changes()
    stage.expect.equal("what unlocking does", set(changes.values()), {"update"})
    stage.expect.settle()


def _check(stage: Stage) -> None:
    expect = stage.expect
    backend = expect.one("S3 backend", stage.blocks("terraform", "backend", "s3"))
    buckets.check(stage, backend["bucket"], encryption="aws:kms")
    found = {bucket["Name"] for bucket in stage.client("s3", REGION).list_buckets()["Buckets"]}
    others = found - {backend["bucket"]}
    buckets.check(stage, expect.one("bucket beside the state's", list(others)), encryption="AES256")
    _check_state(stage, backend["bucket"], backend["key"])
    scanning = stage.client("ecr", REGION).get_registry_scanning_configuration()["scanningConfiguration"]
    rules = [(rule["scanFrequency"], rule["repositoryFilters"][0]["filter"]) for rule in scanning["rules"]]
    expect.equal("which images are scanned", rules, [("SCAN_ON_PUSH", "*")])
    account = stage.client("s3control", REGION).get_public_access_block(AccountId=ACCOUNT)
    blocks = account["PublicAccessBlockConfiguration"]
    expect.equal("what the account keeps from the public", (len(blocks), set(blocks.values())), (4, {True}))
    _check_pipelines(stage)
    expect.settle()


def _check_pipelines(stage: Stage) -> None:
    """Who the pipelines are, as the account has it: the trust, the limits of AWS, and nobody with keys."""
    expect, iam = stage.expect, stage.client("iam", REGION)
    found = iam.list_open_id_connect_providers()["OpenIDConnectProviderList"]
    arn = expect.one("provider of identities", [provider["Arn"] for provider in found])
    provider = iam.get_open_id_connect_provider(OpenIDConnectProviderArn=arn)
    expect.equal("whom tokens are for", provider["ClientIDList"], ["sts.amazonaws.com"])
    expect.equal("users", iam.list_users()["Users"], [])
    roles = {role["RoleName"]: role for role in iam.list_roles()["Roles"]}
    expected = {
        f"healthcare-app-bootstrap-{environment}-{what}": occasion.format(environment)
        for environment in ("dev", "prod")
        for what, occasion in _OCCASIONS.items()
    }
    expect.equal("pipelines' roles", set(roles), set(expected))
    for name, occasion in expected.items():
        trust = roles[name]["AssumeRolePolicyDocument"]["Statement"]
        statement = expect.one(f"statement of whom {name} trusts", trust)
        expect.equal(f"provider that {name} trusts", statement["Principal"], {"Federated": arn})
        subjects = statement["Condition"]["StringEquals"]["token.actions.githubusercontent.com:sub"]
        named = [f"{repository}:{occasion}" for repository in _REPOSITORY]
        expect.equal(f"whom {name} trusts", subjects, named)
        attached = iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]
        expect.true(f"{name} has at most ten policies, and some", 0 < len(attached) <= 10)


def _check_state(stage: Stage, bucket: str, key: str) -> None:
    """The state is there, under a key of our own that rotates."""
    expect, s3, kms = stage.expect, stage.client("s3", REGION), stage.client("kms", REGION)
    expect.true("the state is in the bucket", s3.head_object(Bucket=bucket, Key=key)["ContentLength"] > 0)
    rules = s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]["Rules"]
    master = rules[0]["ApplyServerSideEncryptionByDefault"]["KMSMasterKeyID"]
    described = kms.describe_key(KeyId=master)["KeyMetadata"]
    expect.equal("manager of the state's key", described["KeyManager"], "CUSTOMER")
    rotates = kms.get_key_rotation_status(KeyId=described["KeyId"])["KeyRotationEnabled"]
    expect.true("the state's key rotates", rotates)
