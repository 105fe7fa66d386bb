"""What holds for every bucket."""

import json

from end_to_end.facts import REGION
from end_to_end.stage import Stage


def check(stage: Stage, bucket: str, encryption: str) -> None:
    s3, named, expect = stage.client("s3", REGION), {"Bucket": bucket}, stage.expect
    expect.equal(f"versioning of {bucket}", s3.get_bucket_versioning(**named).get("Status"), "Enabled")
    blocks = s3.get_public_access_block(**named)["PublicAccessBlockConfiguration"]
    expect.equal(f"what {bucket} keeps from the public", (len(blocks), set(blocks.values())), (4, {True}))
    rules = s3.get_bucket_encryption(**named)["ServerSideEncryptionConfiguration"]["Rules"]
    rule = expect.one(f"encryption of {bucket}", rules)["ApplyServerSideEncryptionByDefault"]
    expect.equal(f"encryption of {bucket}", rule["SSEAlgorithm"], encryption)
    ownership = s3.get_bucket_ownership_controls(**named)["OwnershipControls"]["Rules"]
    expect.equal(f"owner of what is in {bucket}", ownership, [{"ObjectOwnership": "BucketOwnerEnforced"}])
    lifecycle = s3.get_bucket_lifecycle_configuration(**named)["Rules"]
    expect.true(f"{bucket} forgets", all(rule["Status"] == "Enabled" for rule in lifecycle), lifecycle)
    expect.true(f"access to {bucket} is logged", "LoggingEnabled" in s3.get_bucket_logging(**named))
    statements = json.loads(s3.get_bucket_policy(**named)["Policy"])["Statement"]
    expect.true(
        f"{bucket} is reached by TLS alone", any(_denies_plain(found) for found in statements), statements
    )


def _denies_plain(statement: dict[str, object]) -> bool:
    condition = json.dumps(statement.get("Condition", {}))
    return statement["Effect"] == "Deny" and '"aws:SecureTransport"' in condition and "false" in condition
