"""The questions that a role's calls have asked, read back from the log of the local AWS."""

import json
from collections.abc import Iterator
from pathlib import Path

from local_aws.access.conditions import Value
from local_aws.access.verdicts import Question


def of(log: Path, who: str) -> list[Question]:
    """Every question that was allowed, once."""
    found: dict[str, Question] = {}
    for line in log.read_text().splitlines():
        call = json.loads(line)
        if call.get("who") == who and "denied" not in call:
            found |= {json.dumps(asked): question for asked, question in _questions(call["asked"])}
    return list(found.values())


def denied(log: Path, who: str) -> list[Question]:
    """Every question of calls that were denied, once."""
    found: dict[str, Question] = {}
    for line in log.read_text().splitlines():
        call = json.loads(line)
        if call.get("who") == who and "denied" in call:
            found |= {json.dumps(asked): question for asked, question in _questions(call["asked"])}
    return list(found.values())


def lines(log: Path) -> int:
    """How many calls there were so far."""
    return len(log.read_text().splitlines())


def denied_outside(log: Path, attempts: range) -> list[object]:
    """What was denied at other times than these."""
    calls = enumerate(map(json.loads, log.read_text().splitlines()))
    return [call["denied"] for at, call in calls if "denied" in call and at not in attempts]


def judged(log: Path) -> int:
    """How many requests were judged, of whomever."""
    return sum("asked" in json.loads(line) for line in log.read_text().splitlines())


def _questions(asked: list[list[object]]) -> Iterator[tuple[list[object], Question]]:
    for question in asked:
        action, resource, context, unsaid = question
        assert isinstance(context, dict)
        assert isinstance(unsaid, list)
        said: dict[str, Value] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in context.items()
        }
        yield question, Question(str(action), str(resource), said, tuple(unsaid))
