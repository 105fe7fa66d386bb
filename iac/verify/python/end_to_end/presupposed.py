"""What must be there before a root is applied, under the names that the root itself uses for it."""

import json
from collections.abc import Iterator

from end_to_end.facts import REGION
from end_to_end.roles import ACCOUNT
from end_to_end.stage import Stage


def make(stage: Stage) -> None:
    """Make the buckets that bootstrap would have made, and the zone that the domain is in."""
    s3 = stage.client("s3", REGION)
    for bucket in buckets(stage):
        s3.create_bucket(Bucket=bucket)
        s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps(_policy(bucket)))
    make_zones(stage)


def make_zones(stage: Stage) -> None:
    """Make the zone that the domain is in, which is somebody else's."""
    for zones in stage.blocks("data", "aws_route53_zone"):
        for zone in zones.values():
            stage.client("route53", REGION).create_hosted_zone(
                Name=zone["name"], CallerReference=zone["name"]
            )


def buckets(stage: Stage) -> set[str]:
    """The bucket of the state, and the one that takes the other buckets' access logs."""
    backend = stage.expect.one("S3 backend", stage.blocks("terraform", "backend", "s3"))
    return {backend["bucket"], *_log_buckets(stage)}


def _log_buckets(stage: Stage) -> Iterator[str]:
    for logs in stage.blocks("resource", "aws_s3_bucket_logging"):
        for log in logs.values():
            yield log["target_bucket"]


def _policy(bucket: str) -> dict[str, object]:
    """Let S3 deliver access logs, without which it refuses to log here."""
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "logging.s3.amazonaws.com"},
        "Action": "s3:PutObject",
        "Resource": f"arn:aws:s3:::{bucket}/*",
        "Condition": {"StringEquals": {"aws:SourceAccount": ACCOUNT}},
    }
    return {"Version": "2012-10-17", "Statement": [statement]}
