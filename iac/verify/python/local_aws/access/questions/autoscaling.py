"""Application Auto Scaling."""

from collections.abc import Iterator

from moto.applicationautoscaling.models import applicationautoscaling_backends

from local_aws.access import world
from local_aws.access.questions.asking import NEW, Asking
from local_aws.access.verdicts import Question

_SERVICE = "application-autoscaling"


def asked(call: Asking) -> Iterator[Question]:
    targets = call.given(_SERVICE) or [_target(call)]
    yield from call.ask(f"{_SERVICE}:{call.operation}", targets, tags=call.tags())
    if call.operation == "RegisterScalableTarget" and call.tags():
        yield from call.ask(f"{_SERVICE}:TagResource", targets, tags=call.tags())


def _target(call: Asking) -> str:
    """The target that the call is about, if it is there already."""
    backend = applicationautoscaling_backends[world.ACCOUNT][call.region]
    dimensions = backend.targets.get(call.text("ScalableDimension"), {})
    found = dimensions.get(call.text("ResourceId"))
    return str(found.arn) if found else call.arn(_SERVICE, f"scalable-target/{NEW}")
