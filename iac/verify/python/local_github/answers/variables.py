"""Variables of the repository and of its environments."""

import re
from typing import Any

from local_github.answers.settings import settings
from local_github.routing import Invalid, NotFound, Refusal, Reply, Request, answers

_NAME = re.compile(r"(?!GITHUB_)[A-Z_][A-Z0-9_]*")
_LONGEST = 48 * 1024
_REPOSITORY = "/repos/{owner}/{repo}/actions/variables"
_ENVIRONMENT = "/repos/{owner}/{repo}/environments/{environment_name}/variables"


def named(name: str) -> str:
    """The name as it is kept: GitHub makes capitals of it."""
    if not _NAME.fullmatch(name.upper()):
        raise Invalid(f"{name!r} is no name: letters, digits and _, not a digit first, not GITHUB_")
    return name.upper()


@answers(f"GET {_REPOSITORY}", "variables=read")
@answers(f"GET {_ENVIRONMENT}", "environments=read")
def _list(request: Request) -> Any:
    variables = settings(request).variables
    return {"total_count": len(variables), "variables": list(variables.values())}


@answers(f"POST {_REPOSITORY}", "variables=write")
@answers(f"POST {_ENVIRONMENT}", "environments=write")
def _create(request: Request) -> Any:
    variables, name = settings(request).variables, named(request.body["name"])
    if name in variables:
        raise Refusal(409, "Already exists - Variable already exists")
    now = request.repository.now()
    variables[name] = {"name": name, "value": _value(request), "created_at": now, "updated_at": now}
    return {}


@answers(f"GET {_REPOSITORY}/{{name}}", "variables=read")
@answers(f"GET {_ENVIRONMENT}/{{name}}", "environments=read")
def _get(request: Request) -> Any:
    return _find(request)


@answers(f"PATCH {_REPOSITORY}/{{name}}", "variables=write")
@answers(f"PATCH {_ENVIRONMENT}/{{name}}", "environments=write")
def _change(request: Request) -> Reply:
    variable = _find(request)
    if "name" in request.body and named(request.body["name"]) != variable["name"]:
        raise Invalid("renaming a variable is not known to the local GitHub")
    if "value" in request.body:
        variable["value"] = _value(request)
    variable["updated_at"] = request.repository.now()
    return Reply(204)


@answers(f"DELETE {_REPOSITORY}/{{name}}", "variables=write")
@answers(f"DELETE {_ENVIRONMENT}/{{name}}", "environments=write")
def _delete(request: Request) -> None:
    del settings(request).variables[_find(request)["name"]]


def _find(request: Request) -> dict[str, Any]:
    found = settings(request).variables.get(request.parameters["name"].upper())
    if found is None:
        raise NotFound
    return found


def _value(request: Request) -> str:
    value: str = request.body["value"]
    if len(value.encode()) > _LONGEST:
        raise Invalid("a variable has at most 48 KB")
    return value
