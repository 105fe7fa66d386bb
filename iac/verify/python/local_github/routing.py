"""From a request to the function that answers it: what is asked, whether one may, whether it is right."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from local_github import documented
from local_github.repository import Repository
from local_github.tokens import Token

Answer = Callable[["Request"], Any]
_PARAMETER = re.compile(r"\{(\w+)\}")
_PER_PAGE, _MOST_PER_PAGE = 30, 100


class Refusal(Exception):
    """An answer that is not the one that was hoped for."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


class NotFound(Refusal):
    def __init__(self) -> None:
        super().__init__(404, "Not Found")


class Invalid(Refusal):
    def __init__(self, why: str) -> None:
        super().__init__(422, f"Validation Failed: {why}")


@dataclass(frozen=True)
class Request:
    repository: Repository
    token: Token
    parameters: dict[str, str]
    query: dict[str, str]
    body: dict[str, Any]


@dataclass(frozen=True)
class Reply:
    status: int
    content: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    call: str | None = None
    noted: str | None = None
    """What only the log learns."""


@dataclass(frozen=True)
class _Route:
    call: str
    pattern: re.Pattern[str]
    needs: tuple[str, ...]
    answer: Answer


_routes: list[_Route] = []


def answers(call: str, *needs: str) -> Callable[[Answer], Answer]:
    """Have a function answer a documented call, for tokens with any of these, such as `issues=write`."""
    method, path = call.split(" ")
    documented.calls()[call]
    pattern = "".join(
        part if index % 2 == 0 else f"(?P<{part}>[^/]+)" for index, part in enumerate(_PARAMETER.split(path))
    )

    def add(answer: Answer) -> Answer:
        _routes.append(_Route(call, re.compile(f"{method} {pattern}"), needs, answer))
        return answer

    return add


def unanswered() -> set[str]:
    """What is documented here and answered nowhere."""
    return set(documented.calls()) - {route.call for route in _routes}


def reply(repository: Repository, method: str, target: str, token: Token, body: bytes) -> Reply:
    """Answer a request, whatever it is."""
    address = urlsplit(target)
    for route in _routes:
        if matched := route.pattern.fullmatch(f"{method} {address.path}"):
            parameters = {name: unquote(value) for name, value in matched.groupdict().items()}
            try:
                query = dict(parse_qsl(address.query, keep_blank_values=True))
                return _answer(
                    route, Request(repository, token, parameters, query, _read(body)), address.path
                )
            except Refusal as refusal:
                return Reply(refusal.status, {"message": refusal.message}, call=route.call)
    message = f"the local GitHub does not know {method} {address.path}"
    return Reply(501, {"message": message})


def _read(body: bytes) -> Any:
    try:
        return json.loads(body) if body else None
    except ValueError:
        raise Refusal(400, "Problems parsing JSON") from None


def _answer(route: _Route, request: Request, path: str) -> Reply:
    owner, name = request.parameters.get("owner"), request.parameters.get("repo")
    if owner is not None and (owner, name) != (request.repository.owner, request.repository.name):
        raise NotFound
    if not request.token.may(route.needs):
        needed = " or ".join(route.needs)
        raise Refusal(403, f"Resource not accessible by integration: {needed} is needed")
    wrong = documented.wrong_query(route.call, request.query)
    if wrong := wrong or documented.wrong_body(route.call, request.body):
        raise Invalid(wrong)
    answer = route.answer(request)
    success = documented.calls()[route.call]["success"]
    answered = answer if isinstance(answer, Reply) else Reply(success[0], answer)
    assert answered.status in success, answered.status
    content: Any = answered.content
    headers: dict[str, str] = {}
    if "per_page" in documented.calls()[route.call]["query"]:
        content, headers = _page(content, request.query, path)
    return Reply(answered.status, content, headers, route.call, answered.noted)


def _page(content: Any, query: dict[str, str], path: str) -> tuple[Any, dict[str, str]]:
    """One page of a list, or of the one list in an object, and where the next one is."""
    keys = (
        [key for key, value in content.items() if isinstance(value, list)]
        if isinstance(content, dict)
        else []
    )
    everything = content[keys[0]] if keys else content
    size = min(int(query.get("per_page", _PER_PAGE)), _MOST_PER_PAGE)
    page = int(query.get("page", 1))
    items = everything[(page - 1) * size : page * size]
    headers = {}
    if len(everything) > page * size:
        asked = "".join(f"&{quote(name)}={quote(value)}" for name, value in query.items() if name != "page")
        headers["Link"] = f'<https://api.github.com{path}?page={page + 1}{asked}>; rel="next"'
    return ({**content, keys[0]: items} if keys else items), headers
