"""Issues, and the comments of issues and pull requests."""

from typing import Any

from local_github.answers import labels
from local_github.repository import ADMINISTRATOR, WORKFLOW, Repository
from local_github.routing import Invalid, NotFound, Refusal, Request, answers

_ALL = "/repos/{owner}/{repo}/issues"
_ONE = f"{_ALL}/{{issue_number}}"
_COMMENT = f"{_ALL}/comments/{{comment_id}}"
_EITHER_READ = ("issues=read", "pull-requests=read")
_EITHER_WRITE = ("issues=write", "pull-requests=write")
LONGEST_BODY = 65_536
_TEXT = frozenset({"title", "body", "labels", "state", "state_reason"})


def open_issue(request: Request) -> dict[str, Any]:
    """Make an issue, or the half of a pull request that is one."""
    repository, now = request.repository, request.repository.now()
    _only(request, _TEXT | {"head", "base", "draft"})
    number = len(repository.issues) + 1
    issue = {
        "number": number,
        "id": repository.next_id(),
        "title": str(request.body["title"]),
        "body": limited(request.body.get("body")),
        "state": "open",
        "state_reason": None,
        "labels": labels.wear(repository, request.body.get("labels", [])),
        "user": _author(request),
        "created_at": now,
        "updated_at": now,
    }
    repository.issues[number] = issue
    return issue


def limited(body: str | None) -> str | None:
    """A body, which may have no more than 65,536 letters."""
    if body is not None and len(body) > LONGEST_BODY:
        raise Invalid(f"body is too long (maximum is {LONGEST_BODY} characters)")
    return body


def shown(repository: Repository, issue: dict[str, Any]) -> dict[str, Any]:
    """An issue as it is answered."""
    number = issue["number"]
    count = sum(comment["issue"] == number for comment in repository.comments.values())
    address = f"https://github.com/{repository.owner}/{repository.name}"
    found = {
        **issue,
        "labels": labels.shown(repository, issue["labels"]),
        "comments": count,
        "html_url": f"{address}/issues/{number}",
    }
    if number in repository.pulls:
        found["html_url"] = f"{address}/pull/{number}"
        found["pull_request"] = {"html_url": found["html_url"]}
    return found


@answers(f"GET {_ALL}", "issues=read")
def _list(request: Request) -> Any:
    query = dict(request.query)
    state, asked = query.pop("state", "open"), query.pop("labels", "")
    unknown = set(query) - {"page", "per_page", "sort", "direction", "creator"}
    if unknown:
        raise Refusal(501, f"the local GitHub cannot list issues by {sorted(unknown)}")
    wanted = {label.lower() for label in asked.split(",") if label}
    found = [
        shown(request.repository, issue)
        for issue in request.repository.issues.values()
        if state in ("all", issue["state"])
        and wanted <= {label.lower() for label in issue["labels"]}
        and query.get("creator") in (None, issue["user"]["login"])
    ]
    return found if query.get("direction") == "asc" else found[::-1]


@answers(f"POST {_ALL}", "issues=write")
def _create(request: Request) -> Any:
    return shown(request.repository, open_issue(request))


@answers(f"GET {_ONE}", *_EITHER_READ)
def _get(request: Request) -> Any:
    return shown(request.repository, _find(request))


@answers(f"PATCH {_ONE}", *_EITHER_WRITE)
def _change(request: Request) -> Any:
    _only(request, _TEXT)
    issue, body = _find(request), dict(request.body or {})
    if "labels" in body:
        body["labels"] = labels.wear(request.repository, body["labels"])
    limited(body.get("body"))
    issue.update(body, updated_at=request.repository.now())
    return shown(request.repository, issue)


@answers(f"GET {_ONE}/comments", *_EITHER_READ)
def _comments(request: Request) -> Any:
    number = _find(request)["number"]
    return [comment for comment in request.repository.comments.values() if comment["issue"] == number]


@answers(f"POST {_ONE}/comments", *_EITHER_WRITE)
def _comment(request: Request) -> Any:
    repository, number, now = request.repository, _find(request)["number"], request.repository.now()
    if not request.body["body"]:
        raise Invalid("body cannot be blank")
    found = repository.next_id()
    repository.comments[found] = {
        "id": found,
        "issue": number,
        "issue_url": f"https://api.github.com/repos/{repository.owner}/{repository.name}/issues/{number}",
        "body": limited(request.body["body"]),
        "user": _author(request),
        "created_at": now,
        "updated_at": now,
    }
    return repository.comments[found]


@answers(f"GET {_COMMENT}", *_EITHER_READ)
def _get_comment(request: Request) -> Any:
    return _find_comment(request)


@answers(f"PATCH {_COMMENT}", *_EITHER_WRITE)
def _change_comment(request: Request) -> Any:
    comment = _find_comment(request)
    comment.update(body=limited(request.body["body"]), updated_at=request.repository.now())
    return comment


@answers(f"DELETE {_COMMENT}", *_EITHER_WRITE)
def _delete_comment(request: Request) -> None:
    del request.repository.comments[_find_comment(request)["id"]]


def _only(request: Request, known: frozenset[str]) -> None:
    """What GitHub knows and this one does not, it says."""
    if unknown := set(request.body or {}) - known:
        raise Refusal(501, f"the local GitHub does not know {sorted(unknown)} of issues")


def _author(request: Request) -> dict[str, Any]:
    return ADMINISTRATOR if request.token.person else WORKFLOW


def _find(request: Request) -> dict[str, Any]:
    number = request.parameters["issue_number"]
    found = request.repository.issues.get(int(number)) if number.isdigit() else None
    if found is None:
        raise NotFound
    return found


def _find_comment(request: Request) -> dict[str, Any]:
    number = request.parameters["comment_id"]
    found = request.repository.comments.get(int(number)) if number.isdigit() else None
    if found is None:
        raise NotFound
    return found
