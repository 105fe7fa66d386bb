"""Labels of the repository, and of its issues and pull requests."""

import re
from typing import Any

from local_github.repository import Repository
from local_github.routing import Invalid, NotFound, Request, answers

_ALL = "/repos/{owner}/{repo}/labels"
_OF_ISSUE = "/repos/{owner}/{repo}/issues/{issue_number}/labels"
_EITHER_READ = ("issues=read", "pull-requests=read")
_EITHER_WRITE = ("issues=write", "pull-requests=write")
_COLOUR = re.compile(r"[0-9a-fA-F]{6}")


def wear(repository: Repository, names: list[Any]) -> list[str]:
    """Labels by name, which come into being when an issue is given one."""
    found = []
    for given in names:
        name = given if isinstance(given, str) else given["name"]
        label = repository.labels.setdefault(name.lower(), _made(repository, {"name": name}))
        if label["name"] not in found:
            found.append(label["name"])
    return found


def shown(repository: Repository, names: list[str]) -> list[dict[str, Any]]:
    """Labels as issues show them."""
    return [repository.labels[name.lower()] for name in names]


@answers(f"GET {_ALL}", *_EITHER_READ)
def _list(request: Request) -> Any:
    return list(request.repository.labels.values())


@answers(f"POST {_ALL}", *_EITHER_WRITE)
def _create(request: Request) -> Any:
    labels, name = request.repository.labels, request.body["name"].lower()
    if name in labels:
        raise Invalid("already_exists: name")
    if not _COLOUR.fullmatch(request.body.get("color", "ededed")):
        raise Invalid("color is six hexadecimal digits, without #")
    labels[name] = _made(request.repository, request.body)
    return labels[name]


@answers(f"GET {_ALL}/{{name}}", *_EITHER_READ)
def _get(request: Request) -> Any:
    return _find(request)


@answers(f"PATCH {_ALL}/{{name}}", *_EITHER_WRITE)
def _change(request: Request) -> Any:
    if "new_name" in request.body:
        raise Invalid("renaming a label is not known to the local GitHub")
    _find(request).update(request.body)
    return _find(request)


@answers(f"DELETE {_ALL}/{{name}}", *_EITHER_WRITE)
def _delete(request: Request) -> None:
    name = _find(request)["name"]
    del request.repository.labels[name.lower()]
    for issue in request.repository.issues.values():
        issue["labels"] = [label for label in issue["labels"] if label != name]


@answers(f"GET {_OF_ISSUE}", *_EITHER_READ)
def _of_issue(request: Request) -> Any:
    return shown(request.repository, _worn(request)["labels"])


@answers(f"POST {_OF_ISSUE}", *_EITHER_WRITE)
def _add(request: Request) -> Any:
    issue = _worn(request)
    issue["labels"] = wear(request.repository, issue["labels"] + request.body["labels"])
    return shown(request.repository, issue["labels"])


@answers(f"PUT {_OF_ISSUE}", *_EITHER_WRITE)
def _set(request: Request) -> Any:
    issue = _worn(request)
    issue["labels"] = wear(request.repository, request.body["labels"])
    return shown(request.repository, issue["labels"])


@answers(f"DELETE {_OF_ISSUE}", *_EITHER_WRITE)
def _take_all(request: Request) -> None:
    _worn(request)["labels"] = []


@answers(f"DELETE {_OF_ISSUE}/{{name}}", *_EITHER_WRITE)
def _take(request: Request) -> Any:
    issue, name = _worn(request), request.parameters["name"].lower()
    left = [label for label in issue["labels"] if label.lower() != name]
    if left == issue["labels"]:
        raise NotFound
    issue["labels"] = left
    return shown(request.repository, left)


def _made(repository: Repository, said: dict[str, Any]) -> dict[str, Any]:
    return {"id": repository.next_id(), "color": "ededed", "description": None, **said}


def _find(request: Request) -> dict[str, Any]:
    found = request.repository.labels.get(request.parameters["name"].lower())
    if found is None:
        raise NotFound
    return found


def _worn(request: Request) -> dict[str, Any]:
    found = request.repository.issues.get(int(request.parameters["issue_number"]))
    if found is None:
        raise NotFound
    return found
