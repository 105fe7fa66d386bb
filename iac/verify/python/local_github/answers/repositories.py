"""The repository itself."""

from typing import Any

from local_github.routing import NotFound, Request, answers


@answers("GET /repos/{owner}/{repo}")
def _repository(request: Request) -> Any:
    repository = request.repository
    return {
        "id": repository.id,
        "name": repository.name,
        "full_name": f"{repository.owner}/{repository.name}",
        "owner": {"login": repository.owner, "id": repository.owner_id, "type": "Organization"},
        "private": True,
        "visibility": "private",
        "default_branch": repository.branch,
        "permissions": {"admin": request.token.person, "push": True, "pull": True},
    }


@answers("GET /repos/{owner}/{repo}/branches/{branch}", "contents=read")
def _branch(request: Request) -> Any:
    if request.parameters["branch"] != request.repository.branch:
        raise NotFound
    protected = any(ruleset["enforcement"] == "active" for ruleset in request.repository.rulesets.values())
    return {"name": request.repository.branch, "protected": protected}
