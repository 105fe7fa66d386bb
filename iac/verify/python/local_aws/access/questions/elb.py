"""Elastic Load Balancing."""

from collections.abc import Iterator

from local_aws.access.questions.asking import NEW, Asking
from local_aws.access.verdicts import Question

_SERVICE = "elasticloadbalancing"
_KINDS = {"application": "app", "gateway": "gwy", "network": "net"}


def asked(call: Asking) -> Iterator[Question]:
    made = _made(call)
    resources = [made] if made and call.operation in {"CreateLoadBalancer", "CreateTargetGroup"} else []
    yield from call.ask(f"{_SERVICE}:{call.operation}", resources or call.given(_SERVICE), tags=call.tags())
    if made and call.tags():
        yield from call.ask(f"{_SERVICE}:AddTags", [made], tags=call.tags())


def _made(call: Asking) -> str | None:
    """What the call makes: below a load balancer, ARNs are made of those above them."""
    match call.operation:
        case "CreateLoadBalancer":
            kind = _KINDS[call.text("Type") or "application"]
            return call.arn(_SERVICE, f"loadbalancer/{kind}/{call.text('Name')}/{NEW}")
        case "CreateTargetGroup":
            return call.arn(_SERVICE, f"targetgroup/{call.text('Name')}/{NEW}")
        case "CreateListener":
            return f"{call.text('LoadBalancerArn')}/{NEW}".replace(":loadbalancer/", ":listener/")
        case "CreateRule":
            return f"{call.text('ListenerArn')}/{NEW}".replace(":listener/", ":listener-rule/")
        case _:
            return None
