"""Answers of AWS with one mistake in them: whoever reads them must notice.

What was answered is remembered, so that a mistake costs nothing but its reading.
"""

from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError

from end_to_end.expectations import Expectations, Unexpected
from end_to_end.roles import Role
from end_to_end.stage import Stage


@dataclass(frozen=True)
class Mistake:
    """An operation, where its answer has another value then, and that value.

    In a path, `*` is every one of a list; an empty one is all of the answer.
    """

    operation: str
    path: str
    value: object


def check(stage: Stage, reads: Callable[[Stage], object], mistakes: Iterable[Mistake]) -> None:
    """Every mistake is noticed; and every expectation notices one, or it expects nothing."""
    answers: dict[str, Any] = {}
    held, _ = _read(stage, reads, answers, None)
    noticing: set[str] = set()
    for mistake in mistakes:
        _, failed = _read(stage, reads, answers, mistake)
        stage.expect.true(f"somebody notices {mistake}", failed)
        noticing |= failed
    stage.expect.equal("expectations that no mistake breaks", sorted(held - noticing), [])


def _read(
    stage: Stage, reads: Callable[[Stage], object], answers: dict[str, Any], mistake: Mistake | None
) -> tuple[set[str], set[str]]:
    """What held then, and what did not."""
    expect = _Quiet()
    spoiled = _Spoiled(
        stage.directory,
        stage.terraform,
        stage.address,
        stage.calls,
        stage.sources,
        expect,
        real=stage,
        answers=answers,
        mistake=mistake,
    )
    try:
        reads(spoiled)
    except Unexpected:
        assert expect.failed
    return expect.names, expect.failed


class _Quiet(Expectations):
    """Expectations by name; those that fail are wanted here, and not told."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.failed: set[str] = set()

    def true(self, what: str, holds: object, found: object = "") -> None:  # noqa: ARG002
        (self.names if holds else self.failed).add(what)

    def one(self, what: str, found: list[Any]) -> Any:
        """Whoever reads on where there is not one would fail anyway."""
        if len(found) != 1:
            self.failed.add(what)
            raise Unexpected(what)
        return found[0]


@dataclass(eq=False)
class _Spoiled(Stage):
    real: Stage = field(kw_only=True)
    answers: dict[str, Any] = field(kw_only=True)
    mistake: Mistake | None = field(kw_only=True)

    def client(self, service: str, region: str, role: Role | None = None) -> Any:
        real = self.real.client(service, region, role)
        # What is read bit by bit is there once.
        return real if service == "s3" else _Client(service, real, self.answers, self.mistake)


@dataclass(frozen=True)
class _Client:
    service: str
    real: Any
    answers: dict[str, Any]
    mistake: Mistake | None

    def __getattr__(self, operation: str) -> Callable[..., Any]:
        def ask(**parameters: Any) -> Any:
            asked = f"{self.service} {operation} {sorted(parameters.items())}"
            if asked not in self.answers:
                self.answers[asked] = _answer(getattr(self.real, operation), parameters)
            answer = self.answers[asked]
            if self.mistake and self.mistake.operation == operation:
                answer = _with(deepcopy(answer), self.mistake.path.split("."), self.mistake.value)
            if isinstance(answer, ClientError):
                raise answer
            return answer

        return ask


def _answer(ask: Callable[..., Any], parameters: dict[str, Any]) -> Any:
    """To be refused is an answer too."""
    try:
        return ask(**parameters)
    except ClientError as error:
        return error


def _with(answer: Any, path: list[str], value: object) -> Any:
    """The answer with another value at this path, where it has one."""
    first, *rest = path
    if not first:
        return value
    if first == "*":
        return [_with(each, rest, value) for each in answer]
    if isinstance(answer, dict) and first in answer:
        answer[first] = _with(answer[first], rest, value) if rest else value
    return answer
