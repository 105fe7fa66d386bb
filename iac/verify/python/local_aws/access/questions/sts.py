"""AWS STS. Everybody may ask who he is."""

from collections.abc import Iterator

from local_aws.access.questions.asking import Asking
from local_aws.access.verdicts import Question


def asked(call: Asking) -> Iterator[Question]:
    if call.operation != "GetCallerIdentity":
        yield from call.ask(f"sts:{call.operation}", call.texts("RoleArn"))
