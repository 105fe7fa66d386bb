"""What the local AWS is taught for a test, by a call from outside: which rollout fails, what a scan finds.

`POST /local-aws/lessons` with `{"kind": …, "about": …, "lesson": …}`; a lesson of `null` is forgotten.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any

PATH = "/local-aws/lessons"

_lessons: dict[tuple[str, str], Any] = {}
_actions: dict[str, Callable[[str], None]] = {}


def lesson(kind: str, about: str) -> Any:
    """What is known about it, or None."""
    return _lessons.get((kind, about))


def take(kind: str, about: str) -> Any:
    """What is known about it, or None; and forget it."""
    return _lessons.pop((kind, about), None)


def action(kind: str) -> Callable[[Callable[[str], None]], Callable[[str], None]]:
    """Decorate what happens once and at once, instead of being remembered."""

    def decorate(function: Callable[[str], None]) -> Callable[[str], None]:
        _actions[kind] = function
        return function

    return decorate


class Classroom:
    """Wraps the server's application: takes the lessons, hands on the rest."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self._application = application

    def __call__(self, environment: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environment["PATH_INFO"] != PATH:
            return self._application(environment, start_response)
        taught = json.loads(environment["wsgi.input"].read(int(environment["CONTENT_LENGTH"])))
        if happens := _actions.get(taught["kind"]):
            happens(taught["about"])
        elif taught["lesson"] is None:
            _lessons.pop((taught["kind"], taught["about"]), None)
        else:
            _lessons[taught["kind"], taught["about"]] = taught["lesson"]
        start_response("204 No Content", [])
        return []
