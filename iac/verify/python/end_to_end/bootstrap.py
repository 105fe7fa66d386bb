"""The life of the bootstrap root: its state is local first, then in the bucket that it has made itself."""

import json
from typing import Any

from end_to_end.facts import REGION
from end_to_end.stage import Stage

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
    _check_bucket(stage)

    terraform.refuse("Instance cannot be destroyed", "destroy", "-auto-approve", "-refresh=false")
    _unlock(stage)
    local.write_text(json.dumps(LOCAL))
    terraform.init("-migrate-state", "-force-copy")
    terraform.destroy()
    stage.expect.equal("buckets that are left", stage.client("s3", REGION).list_buckets()["Buckets"], [])
    stage.expect.settle()


def _unlock(stage: Stage) -> None:
    """Do as the README tells who really wants to take everything down."""
    stage.sources.edit("shared/bootstrap.toml", "deletion_protection = true", "deletion_protection = false")
    stage.sources.render("bootstrap", stage.directory)
    changes = stage.terraform.apply_changes()
    stage.expect.equal("what unlocking does", set(changes.values()), {"update"})
    stage.expect.settle()


def _check_bucket(stage: Stage) -> None:
    expect, s3 = stage.expect, stage.client("s3", REGION)
    backend = expect.one("S3 backend", stage.blocks("terraform", "backend", "s3"))
    bucket = {"Bucket": backend["bucket"]}
    expect.equal("versioning of the state", s3.get_bucket_versioning(**bucket).get("Status"), "Enabled")
    blocks = s3.get_public_access_block(**bucket)["PublicAccessBlockConfiguration"]
    expect.equal("what the state keeps from the public", set(blocks.values()), {True})
    encryption = s3.get_bucket_encryption(**bucket)["ServerSideEncryptionConfiguration"]["Rules"]
    rule = expect.one("encryption rule of the state", encryption)["ApplyServerSideEncryptionByDefault"]
    expect.equal("encryption of the state", rule["SSEAlgorithm"], "aws:kms")
    kms = stage.client("kms", REGION)
    key = kms.describe_key(KeyId=rule["KMSMasterKeyID"])["KeyMetadata"]
    expect.equal("manager of the state's key", key["KeyManager"], "CUSTOMER")
    expect.true(
        "the state's key rotates", kms.get_key_rotation_status(KeyId=key["KeyId"])["KeyRotationEnabled"]
    )
    state = s3.head_object(**bucket, Key=backend["key"])
    expect.true("the state is in the bucket", state["ContentLength"] > 0)
    expect.settle()
