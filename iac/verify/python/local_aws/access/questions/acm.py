"""AWS Certificate Manager."""

from collections.abc import Iterator

from local_aws.access.questions.asking import NEW, Asking
from local_aws.access.verdicts import Question


def asked(call: Asking) -> Iterator[Question]:
    yield from call.ask(f"acm:{call.operation}", call.given("acm"), tags=call.tags())
    if call.operation == "RequestCertificate" and call.tags():
        yield from call.ask(
            "acm:AddTagsToCertificate", [call.arn("acm", f"certificate/{NEW}")], tags=call.tags()
        )
