"""What must be denied, tried on the local AWS while the environment stands: every attempt is one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from botocore.exceptions import ClientError

from end_to_end.facts import REGION
from end_to_end.roles import Role
from end_to_end.stage import Stage

_DENIED = {"AccessDenied", "AccessDeniedException", "UnauthorizedOperation"}


@dataclass(frozen=True)
class Attempt:
    """What a role tries, in boto3's words, and the action that AWS says it may not do."""

    role: Role
    what: str
    service: str
    operation: str
    parameters: dict[str, Any]
    action: str


def expect(stage: Stage, attempts: Iterable[Attempt]) -> int:
    """Each is denied, and for the action that is meant; how many there were."""
    count = 0
    for attempt in attempts:
        client = stage.client(attempt.service, REGION, attempt.role)
        said = _error(partial(getattr(client, attempt.operation), **attempt.parameters))
        denied = said and said["Code"] in _DENIED and f"perform: {attempt.action} " in said["Message"]
        stage.expect.true(f"{attempt.role.name} may not {attempt.what}", denied, said)
        count += 1
    stage.expect.settle()
    return count


def expect_no_trust(stage: Stage, role: Role, what: str, token: str, code: str = "AccessDenied") -> None:
    """Nobody takes on the role with this token."""
    said = _error(lambda: stage.take_on(role, token))
    stage.expect.true(f"{role.name} is not taken on by {what}", said and said["Code"] == code, said)


def _error(call: Callable[[], Any]) -> dict[str, str] | None:
    try:
        call()
    except ClientError as error:
        said: dict[str, str] = error.response["Error"]
        return said
    return None
