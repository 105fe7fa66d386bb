"""Elastic Load Balancing."""

from typing import Any

from moto.elbv2.exceptions import ELBClientError
from moto.elbv2.models import ELBv2Backend

from local_aws.gaps.replace import around


@around(ELBv2Backend, "delete_load_balancer")
def protect_from_deletion(original: Any, self: Any, arn: str) -> None:
    """Deletion protection is stored and read back, but protects nothing."""
    balancer = self.load_balancers.get(arn)
    if balancer is not None and balancer.attrs.get("deletion_protection.enabled") == "true":
        message = f"Load balancer '{arn}' cannot be deleted because deletion protection is enabled"
        raise ELBClientError("OperationNotPermitted", message)
    original(arn)
