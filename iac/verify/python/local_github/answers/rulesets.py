"""Rulesets: what must have passed before something reaches a branch."""

import fnmatch
from typing import Any

from local_github.routing import Invalid, NotFound, Request, answers

_ALL = "/repos/{owner}/{repo}/rulesets"
_ONE = f"{_ALL}/{{ruleset_id}}"


@answers(f"GET {_ALL}", "metadata=read")
def _list(request: Request) -> Any:
    # A list has no rules in it; whoever wants them asks for the one.
    return [
        {key: value for key, value in ruleset.items() if key not in ("rules", "conditions", "bypass_actors")}
        for ruleset in request.repository.rulesets.values()
    ]


@answers(f"POST {_ALL}", "administration=write")
def _create(request: Request) -> Any:
    rulesets = request.repository.rulesets
    if any(found["name"] == request.body["name"] for found in rulesets.values()):
        raise Invalid("Name must be unique")
    found = request.repository.next_id()
    rulesets[found] = _made(request, found, {})
    return rulesets[found]


@answers(f"GET {_ONE}", "metadata=read")
def _get(request: Request) -> Any:
    return _find(request)


@answers(f"PUT {_ONE}", "administration=write")
def _put(request: Request) -> Any:
    before = _find(request)
    request.repository.rulesets[before["id"]] = _made(request, before["id"], before)
    return _find(request)


@answers(f"DELETE {_ONE}", "administration=write")
def _delete(request: Request) -> None:
    del request.repository.rulesets[_find(request)["id"]]


@answers("GET /repos/{owner}/{repo}/rules/branches/{branch}", "metadata=read")
def _of_branch(request: Request) -> Any:
    """The rules that hold for a branch, as far as they are in force."""
    repository, branch = request.repository, request.parameters["branch"]
    return [
        {**rule, "ruleset_source_type": "Repository", "ruleset_id": ruleset["id"]}
        for ruleset in repository.rulesets.values()
        if ruleset["enforcement"] == "active" and _holds(ruleset, branch, branch == repository.branch)
        for rule in ruleset["rules"]
    ]


def _holds(ruleset: dict[str, Any], branch: str, is_default: bool) -> bool:
    names = ruleset["conditions"].get("ref_name", {})

    def named(pattern: str) -> bool:
        if pattern == "~DEFAULT_BRANCH":
            return is_default
        return pattern == "~ALL" or fnmatch.fnmatchcase(f"refs/heads/{branch}", pattern)

    return any(map(named, names.get("include", []))) and not any(map(named, names.get("exclude", [])))


def _made(request: Request, number: int, before: dict[str, Any]) -> dict[str, Any]:
    repository = request.repository
    return {
        "target": "branch",
        "bypass_actors": [],
        "conditions": {"ref_name": {"include": [], "exclude": []}},
        "rules": [],
        **before,
        **request.body,
        "id": number,
        "source_type": "Repository",
        "source": f"{repository.owner}/{repository.name}",
    }


def _find(request: Request) -> dict[str, Any]:
    number = request.parameters["ruleset_id"]
    found = request.repository.rulesets.get(int(number)) if number.isdigit() else None
    if found is None:
        raise NotFound
    return found
