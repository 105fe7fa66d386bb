"""Simple Storage Service."""

import json
from typing import Any

from moto.core.responses import ActionResult
from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.s3.models import FakeBucket, FakeDeleteMarker
from moto.s3.responses import S3Response

from local_aws.gaps.replace import added, around, static


@around(S3Response, "get_bucket_notification")
def say_event_bridge(original: Any, self: Any) -> Any:
    """Whether events go to EventBridge is stored and not read back, so that every plan changes it."""
    stored = self.backend.get_bucket_notification_configuration(self.bucket_name)
    if stored is None or stored.event_bridge is None:
        return original()
    serialized = self.serialized
    self.serialized = lambda response: serialized(
        ActionResult({**response.result, "EventBridgeConfiguration": {}})
    )
    try:
        return original()
    finally:
        del self.serialized


@added(FakeDeleteMarker, "dispose")
def dispose(_: Any) -> None:
    """To delete a delete marker is an error: a versioned bucket cannot be emptied once an object went."""


@around(FakeBucket, "get_permission")
def pass_over_conditions(_: Any, self: Any, action: str, resource: str) -> PermissionResult:
    """A condition that does not hold denies, so that "nothing without TLS" denies everything."""
    if not self.policy:
        return PermissionResult.NEUTRAL
    policy = json.loads(self.policy.decode())
    policy["Statement"] = [statement for statement in policy["Statement"] if "Condition" not in statement]
    return IAMPolicy({"policy_document": json.dumps(policy)}).is_action_permitted(action, resource)


@static(FakeBucket, "_log_permissions_enabled_policy")
def lets_logs_in(target_bucket: Any, target_prefix: str | None) -> bool:
    """A policy for other principals than services, or a list of resources, breaks its check."""
    statements = json.loads(target_bucket.policy.decode())["Statement"] if target_bucket.policy else []
    objects = f"arn:aws:s3:::{target_bucket.name}/"
    return any(
        statement["Effect"] == "Allow"
        and "logging.s3.amazonaws.com" in _services(statement["Principal"])
        and "s3:PutObject" in _listed(statement["Action"])
        and {f"{objects}*", f"{objects}{target_prefix or ''}*"} & set(_listed(statement["Resource"]))
        for statement in statements
    )


def _services(principal: Any) -> list[Any]:
    return _listed(principal.get("Service", [])) if isinstance(principal, dict) else []


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
