"""Handing a role on to a service, which then acts with it."""

from collections.abc import Iterator

from local_aws.access.questions.asking import Asking
from local_aws.access.verdicts import Question


def passed(call: Asking, role: str, service: str) -> Iterator[Question]:
    """May the caller give this role to that service."""
    return call.ask("iam:PassRole", [role], {"iam:passedtoservice": service})
