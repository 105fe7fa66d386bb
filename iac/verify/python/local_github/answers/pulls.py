"""Pull requests."""

import re
from typing import Any

from local_github.answers import issues
from local_github.routing import NotFound, Refusal, Request, answers

_ALL = "/repos/{owner}/{repo}/pulls"
_ONE = f"{_ALL}/{{pull_number}}"
_COMMIT = re.compile(r"[0-9a-f]{40}")


@answers(f"POST {_ALL}", "pull-requests=write")
def _create(request: Request) -> Any:
    """Open one. The head is a branch, or, since there is no Git behind this, a commit by its full name."""
    body = request.body
    issue = issues.open_issue(request)
    head = body["head"]
    commit = head if _COMMIT.fullmatch(head) else "0" * 40
    request.repository.pulls[issue["number"]] = {
        "head": {"ref": head, "sha": commit, "repo": {"id": request.repository.id}},
        "base": {"ref": body["base"], "repo": {"id": request.repository.id}},
        "draft": body.get("draft", False),
        "merged": False,
    }
    return _shown(request, issue["number"])


@answers(f"GET {_ALL}", "pull-requests=read")
def _list(request: Request) -> Any:
    query = dict(request.query)
    unknown = set(query) - {"page", "per_page", "state"}
    if unknown:
        raise Refusal(501, f"the local GitHub cannot list pull requests by {sorted(unknown)}")
    state = query.get("state", "open")
    shown = [_shown(request, number) for number in request.repository.pulls]
    return [pull for pull in shown if state in ("all", pull["state"])][::-1]


@answers(f"GET {_ONE}", "pull-requests=read")
def _get(request: Request) -> Any:
    return _shown(request, _number(request))


@answers(f"PATCH {_ONE}", "pull-requests=write")
def _change(request: Request) -> Any:
    if unknown := set(request.body or {}) - {"title", "body", "state"}:
        raise Refusal(501, f"the local GitHub cannot change {sorted(unknown)} of pull requests")
    request.repository.issues[_number(request)].update(request.body)
    return _shown(request, _number(request))


@answers(f"GET {_ONE}/files", "pull-requests=read")
def _files(request: Request) -> Any:
    _number(request)
    raise Refusal(501, "the local GitHub has no Git, and knows no changed files")


@answers("GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls", "pull-requests=read")
def _of_commit(request: Request) -> Any:
    commit = request.parameters["commit_sha"]
    pulls = request.repository.pulls
    return [_shown(request, number) for number, pull in pulls.items() if pull["head"]["sha"] == commit]


def _number(request: Request) -> int:
    number = request.parameters["pull_number"]
    if not number.isdigit() or int(number) not in request.repository.pulls:
        raise NotFound
    return int(number)


def _shown(request: Request, number: int) -> dict[str, Any]:
    repository = request.repository
    return {**issues.shown(repository, repository.issues[number]), **repository.pulls[number]}
